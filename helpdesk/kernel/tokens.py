"""Words that outsiders hold and cannot make: signed, and never an id that counts."""

import secrets


def random_key() -> str:
    """22 letters of 128 random bits, safe in URLs."""
    return secrets.token_urlsafe(16)
