"""The script library's tables."""

from scripts_library.knowledge.models import (
    ApprovedAnswer,
    KnowledgeImport,
    ProductAlias,
    Sheet,
    SheetKind,
    SheetVersion,
)
from scripts_library.models.attachment import ScriptAttachment
from scripts_library.models.favourite import Favourite
from scripts_library.models.file import ScriptFile, ScriptFileState
from scripts_library.models.folder import Folder
from scripts_library.models.guard_import import GuardImport
from scripts_library.models.guard_rule import (
    GuardKind,
    GuardRule,
    GuardRuleVersion,
    GuardSource,
    RuleLevel,
)
from scripts_library.models.kept_table import KeptTable
from scripts_library.models.library import Library
from scripts_library.models.passage import Passage
from scripts_library.models.script import Language, Scope, Script, ScriptState, Stage
from scripts_library.models.table_import import ScriptImport
from scripts_library.models.use import ScriptUse
from scripts_library.models.version import ScriptVersion, VersionState

__all__ = [
    "ApprovedAnswer",
    "Favourite",
    "Folder",
    "GuardImport",
    "GuardKind",
    "GuardRule",
    "GuardRuleVersion",
    "GuardSource",
    "KeptTable",
    "KnowledgeImport",
    "Language",
    "Library",
    "Passage",
    "ProductAlias",
    "RuleLevel",
    "Scope",
    "Script",
    "ScriptAttachment",
    "ScriptFile",
    "ScriptFileState",
    "ScriptImport",
    "ScriptState",
    "ScriptUse",
    "ScriptVersion",
    "Sheet",
    "SheetKind",
    "SheetVersion",
    "Stage",
    "VersionState",
]
