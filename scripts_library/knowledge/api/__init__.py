"""What a shop knows, for programs: read, and written so that the same again changes nothing."""
