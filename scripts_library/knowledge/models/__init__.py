"""The tables of what a shop knows of its goods."""

from scripts_library.knowledge.models.alias import ProductAlias
from scripts_library.knowledge.models.answer import ApprovedAnswer
from scripts_library.knowledge.models.sheet import ONE_EACH, Sheet, SheetKind, about_one_thing
from scripts_library.knowledge.models.sheet_version import SheetVersion

__all__ = [
    "ONE_EACH",
    "ApprovedAnswer",
    "ProductAlias",
    "Sheet",
    "SheetKind",
    "SheetVersion",
    "about_one_thing",
]
