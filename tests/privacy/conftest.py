"""Imports as in their own tests: files in a folder of the test, nobody works unless it does."""

from tests.imports.conftest import own_media, told

__all__ = ["own_media", "told"]
