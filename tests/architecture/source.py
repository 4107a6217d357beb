"""The project's own files, parsed once."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("helpdesk", "conversations", "scripts_library", "aftersales")
FOLDERS = (*PRODUCT, "templates", "static", "tests", "deploy", "benchmarks")
NOT_OURS = ("static/vendor/", "/__pycache__/", "/node_modules/", "/migrations/", "/locale/")
GENERATED = (".gen.js",)


@cache
def files(suffix: str, *folders: str) -> list[Path]:
    """Our files of this kind below the folders (all of ours), generated and foreign ones out."""
    found = [path for name in folders or FOLDERS for path in (ROOT / name).rglob(f"*{suffix}")]
    found += [] if folders else ROOT.glob(f"*{suffix}")
    return sorted(path for path in found if path.is_file() and is_ours(path))


def is_ours(path: Path) -> bool:
    name = f"/{place(path)}"
    return not name.endswith(GENERATED) and not any(part in name for part in NOT_OURS)


def place(path: Path) -> str:
    """The path within the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


def product_modules() -> list[Path]:
    """All Python of the product; no tests, no migrations."""
    return files(".py", *PRODUCT)


def in_layer(path: Path, *names: str) -> bool:
    """Whether the module is in a folder, or is a file, of that name: ``actions``, ``tasks.py``."""
    return any(name in path.relative_to(ROOT).parts for name in names)


@cache
def calls_in(path: Path) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of everything imported; name is empty for ``import module``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def names_along(node: ast.AST) -> set[str]:
    """Every name on the way to a method: ``Shop.objects.filter(...)`` gives its three."""
    found: set[str] = set()
    while True:
        if isinstance(node, ast.Call):
            found |= {arg.id for arg in node.args if isinstance(arg, ast.Name)}
            node = node.func
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
            node = node.value
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return found | ({node.id} if isinstance(node, ast.Name) else set())


def line_of(path: Path, node: ast.AST) -> str:
    """``helpdesk/health.py:12``."""
    return f"{place(path)}:{getattr(node, 'lineno', 0)}"


BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE_COMMENT = re.compile(r"(?<![:\"'`\\])//[^\n]*")


@cache
def code_of_script(path: Path) -> str:
    """JavaScript without its comments."""
    return LINE_COMMENT.sub("", BLOCK_COMMENT.sub("", text_of(path)))
