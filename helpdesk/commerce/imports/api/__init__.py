"""Imports of order tables for programs: upload, try, write, see what was wrong."""
