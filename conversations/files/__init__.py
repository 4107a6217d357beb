"""What a file is by its own bytes, and what may be kept of it. Nothing here knows the database."""
