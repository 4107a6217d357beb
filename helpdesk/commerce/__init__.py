"""Buyers and what they buy."""
