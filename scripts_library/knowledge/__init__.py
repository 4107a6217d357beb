"""What a shop knows of its goods: facts, answers in one voice, what to ask, how to help."""
