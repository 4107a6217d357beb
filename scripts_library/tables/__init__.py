"""Scripts as a table: read, planned against what is there, written out. Pure but for the reading
of files, which `helpdesk/commerce/imports` does (decision 0009)."""
