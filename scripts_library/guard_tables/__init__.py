"""Rules of wording as a table: read, planned against what is there, written out."""
