"""The one error of this package: a sentence for the person at the terminal."""


class EmbeddedError(Exception):
    """What happened and what to do, in words fit to be printed as they are."""
