"""What is sought: words brought to one form, tokens that find them, where they stand. Pure."""
