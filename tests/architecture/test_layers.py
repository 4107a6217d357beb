"""What each layer may name."""

import ast
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

PURE_NAMES = {"transitions.py", "money.py", "matching.py", "rendering.py", "attribution.py"}
PURE = {
    *(f"helpdesk/kernel/{name}.py" for name in ("clock", "env", "errors", "jsonlog", "text")),
    *(
        f"helpdesk/realtime/{name}.py"
        for name in (
            "command_reading",
            "commands",
            "counters",
            "events",
            "limits",
            "listener",
            "parcel",
            "shapes",
        )
    ),
    "conversations/visitor.py",
    *(
        f"conversations/routing/{name}.py"
        for name in ("deciding", "estimating", "facts", "needs", "words")
    ),
    "helpdesk/team/places.py",
    *(f"helpdesk/followups/{name}.py" for name in ("chaining", "reminding", "rhythm", "weighing")),
    *(
        f"scripts_library/guard/{name}.py"
        for name in ("checking", "engine", "folding", "patterns", "rewriting", "sense", "verdict")
    ),
    "helpdesk/demo_shop/generate.py",
    "helpdesk/demo_shop/timing.py",
}
ORM = {"django.db", "django.contrib.auth.models"}

EDGES = ("views", "consumers", "api", "tasks.py", "forms.py", "templatetags")
READERS = (*EDGES, "queries", "models", "access.py")
TRANSACTIONS = {"atomic", "on_commit", "set_autocommit", "savepoint"}

NO_MODELS = ("helpdesk/kernel/", "helpdesk/realtime/", "helpdesk/embedded/")


def is_pure(path: Path) -> bool:
    return path.name in PURE_NAMES or place(path) in PURE


def names_a_model(module: str, name: str) -> bool:
    parts = module.split(".")
    in_orm = any(module == one or module.startswith(f"{one}.") for one in ORM)
    return "models" in parts or in_orm or f"{module}.{name}" in ORM


def test_pure_modules_name_no_model() -> None:
    pure = [path for path in product_modules() if is_pure(path)]
    missing = PURE - {place(path) for path in pure}
    assert missing == set(), "moved? then change PURE"
    found = [
        f"{place(path)} imports {module}.{name}"
        for path in pure
        for module, name in imports_of(path)
        if names_a_model(module, name)
    ]
    assert found == []


def test_the_ground_floor_has_no_models() -> None:
    found = [
        f"{place(path)} imports {module}.{name}"
        for path in product_modules()
        if place(path).startswith(NO_MODELS) and not in_layer(path, "management")
        for module, name in imports_of(path)
        if "models" in module.split(".") and not module.startswith("django.")
    ]
    assert found == []


def test_edges_and_readers_open_no_transaction() -> None:
    found = [
        line_of(path, node)
        for path in product_modules()
        if in_layer(path, *READERS)
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Attribute) and node.attr in TRANSACTIONS)
        or (isinstance(node, ast.alias) and node.name in TRANSACTIONS)
    ]
    assert found == [], "an action is one transaction; what surrounds it is not"


def test_edges_lock_nothing_and_query_through_queries() -> None:
    found = [
        line_of(path, call)
        for path in product_modules()
        if in_layer(path, *EDGES)
        for call in calls_in(path)
        if isinstance(call.func, ast.Attribute)
        and ("objects" in names_along(call.func) or call.func.attr == "select_for_update")
    ]
    assert found == [], "views, consumers and tasks ask queries/ or access.py"


def test_actions_see_no_request() -> None:
    found = [
        f"{place(path)} imports {module}.{name}"
        for path in product_modules()
        if in_layer(path, "actions", "queries", "models")
        for module, name in imports_of(path)
        if module.startswith(("django.http", "django.shortcuts", "django.template", "channels"))
    ]
    found += [
        line_of(path, node)
        for path in product_modules()
        if in_layer(path, "actions")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.arg) and node.arg in {"request", "scope"}
    ]
    assert found == []


def test_actions_take_their_arguments_by_name() -> None:
    """``*, actor, …``: no call can mix up two numbers."""
    found = [
        line_of(path, node)
        for path in product_modules()
        if in_layer(path, "actions")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and len(node.args.args) > 1
        and _opens_a_transaction(node)
    ]
    assert found == []


def _opens_a_transaction(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Attribute) and each.attr == "atomic" for each in ast.walk(node))


def test_lower_apps_never_name_upper_ones() -> None:
    order = ["kernel", "realtime", "accounts", "integrations", "commerce", "followups", "team"]
    found = []
    for path in product_modules():
        parts = path.relative_to(path.parents[len(place(path).split("/")) - 1]).parts
        if parts[0] != "helpdesk" or len(parts) < 3 or parts[1] not in order:
            continue
        above = {f"helpdesk.{name}" for name in order[order.index(parts[1]) + 1 :]}
        above |= {"conversations", "scripts_library", "aftersales"}
        found += [
            f"{place(path)} imports {module}"
            for module, _ in imports_of(path)
            if any(module == one or module.startswith(f"{one}.") for one in above)
        ]
    assert found == []
