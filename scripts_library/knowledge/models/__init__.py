"""The tables of what a shop knows of its goods."""

from scripts_library.knowledge.models.alias import ProductAlias
from scripts_library.knowledge.models.answer import ApprovedAnswer
from scripts_library.knowledge.models.sheet import (
    OF_PRODUCT,
    ONE_EACH,
    Sheet,
    SheetKind,
    about_one_thing,
)
from scripts_library.knowledge.models.sheet_version import SheetVersion
from scripts_library.knowledge.models.table_import import KnowledgeImport

__all__ = [
    "OF_PRODUCT",
    "ONE_EACH",
    "ApprovedAnswer",
    "KnowledgeImport",
    "ProductAlias",
    "Sheet",
    "SheetKind",
    "SheetVersion",
    "about_one_thing",
]
