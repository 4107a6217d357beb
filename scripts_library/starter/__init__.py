"""The set of scripts that comes with the product, written for it: `scripts.tsv`, one scene a line,
in Chinese and English."""
