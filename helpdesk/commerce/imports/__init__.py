"""Orders from spreadsheets: read, matched to fields, tried out, then written in batches."""
