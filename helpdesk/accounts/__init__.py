"""People, shops, and what each may do."""
