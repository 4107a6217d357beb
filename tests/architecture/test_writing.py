"""Nothing writes or announces outside ``actions/``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import (
    calls_in,
    imports_of,
    in_layer,
    line_of,
    names_along,
    place,
    product_modules,
    tree_of,
)

MAY_WRITE = {
    "helpdesk/accounts/audit.py": "the one way to write an audit entry, called by actions",
    "helpdesk/demo_shop/load.py": "fills an empty demo shop in bulk",
    "conversations/replay/stage.py": "builds the stage of a replay",
    "helpdesk/accounts/models/user.py": "the manager that Django's createsuperuser asks for",
}
"""Outside ``actions/`` and management commands, with the reason. May only shrink."""

MAY_HOLD_SQL = {
    **MAY_WRITE,
    "helpdesk/embedded/payments/books.py": "the books of another system, a file of its own",
    "conversations/sending_sql.py": "the text of the statement that actions/sending.py runs",
}

ALWAYS = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
    "create_superuser",
    "asave",
    "acreate",
    "adelete",
    "aupdate",
    "abulk_create",
    "aget_or_create",
    "aupdate_or_create",
    "_raw_delete",
}
ON_ROWS = {"save", "delete", "create", "update"}
QUERYSET = {"objects", "filter", "exclude", "all", "locked", "select_related", "order_by", "alias"}
NO_ROW = {"session", "SessionStore", "store", "form", "plain", "small", "first", "photo"}
"""What a call of these saves is no row: a session, a form, the pixels of a picture."""
SQL = re.compile(
    r"\b(INSERT\s+INTO|DELETE\s+FROM|TRUNCATE\b|UPDATE\s+[\w.]+(\s+(AS\s+)?\w+)?\s+SET\b)",
)
ANNOUNCE = {"publish", "pack", "close_sockets", "send_out"}


def may_write(path: Path, allowed: dict[str, str] = MAY_WRITE) -> bool:
    return in_layer(path, "actions", "commands") or place(path) in allowed


def writes_in(path: Path) -> Iterator[ast.Call]:
    """Calls that write rows. A plain ``dict.update({...})`` or ``path.unlink()`` is none."""
    for call in calls_in(path):
        if not isinstance(call.func, ast.Attribute):
            continue
        method, receiver = call.func.attr, names_along(call.func.value)
        if method in ALWAYS:
            yield call
        elif method in ON_ROWS and not receiver & NO_ROW:
            on_rows = bool(receiver & QUERYSET)
            only_names = bool(call.keywords) and not call.args
            if on_rows or method == "save" or (method == "update" and only_names):
                yield call


def test_only_actions_write_rows() -> None:
    found = [
        line_of(path, call)
        for path in product_modules()
        if not may_write(path)
        for call in writes_in(path)
    ]
    assert found == [], "move the write into actions/"


def test_the_scan_for_writes_finds_them() -> None:
    """Proof that it is not blind: the actions, which write, are full of hits."""
    hits = {place(path) for path in product_modules() if any(writes_in(path))}
    for name in (
        "conversations/actions/recording.py",
        "conversations/actions/sessions.py",
        "conversations/actions/starting.py",
        "helpdesk/accounts/actions/membership.py",
        "helpdesk/accounts/audit.py",
    ):
        assert name in hits


def test_the_list_of_those_who_may_write_only_shrinks() -> None:
    here = {place(path): path for path in product_modules()}
    idle = [name for name in MAY_WRITE if name not in here or not any(writes_in(here[name]))]
    assert idle == [], "take them off MAY_WRITE"


def test_only_actions_hold_sql_that_writes() -> None:
    found = [
        line_of(path, node)
        for path in product_modules()
        if not may_write(path, MAY_HOLD_SQL)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert found == []


def test_only_actions_announce() -> None:
    found = [
        f"{place(path)} imports {name}"
        for path in product_modules()
        if not in_layer(path, "actions", "realtime")
        for module, name in imports_of(path)
        if module.startswith("helpdesk.realtime") and name in ANNOUNCE
    ]
    found += [
        line_of(path, call)
        for path in product_modules()
        if not in_layer(path, "actions", "realtime")
        for call in calls_in(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"announce", "deliver"}
    ]
    assert found == []


def test_nobody_uses_signals() -> None:
    signals = ("django.dispatch", "django.db.models.signals", "django.core.signals")
    found = [
        f"{place(path)} imports {module}.{name}"
        for path in product_modules()
        for module, name in imports_of(path)
        if module.startswith(signals)
        or name in {"receiver", "post_save", "pre_save", "post_delete", "m2m_changed"}
        or f"{module}.{name}" in signals
    ]
    assert found == [], "call what should happen, or write a row of helpdesk/reactions.py"


def test_no_model_overrides_how_it_is_stored() -> None:
    found = [
        line_of(path, part)
        for path in product_modules()
        if in_layer(path, "models", "models.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
        and part.name in {"save", "asave", "save_base", "delete", "adelete"}
    ]
    assert found == []


def test_nothing_that_matters_waits_in_the_queue() -> None:
    """No ETA and no countdown: what is owed is a row with a time, and a sweep finds it."""
    found = [
        line_of(path, call)
        for path in product_modules()
        for call in calls_in(path)
        if {word.arg for word in call.keywords} & {"eta", "countdown"}
    ]
    assert found == []
