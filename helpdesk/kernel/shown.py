"""What a template shows many times over."""

from typing import Any


class Shown:
    """A base of dataclasses of words. A template asks for a key before it asks for an attribute;
    refused, each word of each row would cost an exception."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        """By name; KeyError as a mapping has it."""
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None
