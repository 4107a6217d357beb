"""A buyer opens their case from the chat, on a phone, and what they do stands at the desk at once."""
