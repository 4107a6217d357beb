"""Joins the modules of a page into two files, its styles into one: a slow line pays for each file.

Pure: takes and returns text. `static_names.py` calls it where static files are collected.
"""
