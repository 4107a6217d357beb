"""What every API endpoint shares: errors in words, JSON bodies, pages by key, times."""
