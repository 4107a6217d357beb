"""Measures the product beside the floors of the machine it runs on: `make bench`."""
