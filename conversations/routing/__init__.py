"""Who gets a chat: a pure core that decides and explains, and words for the explanation."""
