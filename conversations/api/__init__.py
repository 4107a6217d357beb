"""Threads for programs: the desk's own deeds, in the name of the member a token acts for."""
