"""Promises in an agent's own words: whether a sentence is one, and by when. Pure."""
