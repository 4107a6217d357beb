"""The registers of after-sales: what is written down so that nobody forgets it."""
