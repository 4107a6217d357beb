"""Tests that leave rows behind share a database: each asks for its own shop's rows."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import source

SHARING = {"real_db", "real_cast", "windows", "live"}
ANSWERS = {"all", "count", "exists", "first", "last", "values", "values_list", "aggregate"}


def sharing_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(source.tree_of(path)):
        if isinstance(node, ast.FunctionDef) and SHARING & {arg.arg for arg in node.args.args}:
            yield node


def asked_of_all(function: ast.FunctionDef) -> Iterator[int]:
    """Lines that ask a whole table: ``Model.objects.count()``, or ``get()`` with nothing in it."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        callee = node.func.value
        on_manager = isinstance(callee, ast.Attribute) and callee.attr == "objects"
        bare_get = node.func.attr == "get" and not node.args and not node.keywords
        if on_manager and (node.func.attr in ANSWERS or bare_get):
            yield node.lineno


def test_who_shares_a_database_asks_for_rows_of_its_own_shop() -> None:
    """Such a table holds what earlier tests left: alone the test passes, in the suite it fails."""
    found = [
        f"{source.place(path)}:{line}"
        for path in source.files(".py", "tests")
        for function in sharing_functions(path)
        for line in asked_of_all(function)
    ]
    assert not found, f"filter by the cast's shop: {found}"
