"""The people at work: who takes chats now, how many, what they can, in which groups."""
