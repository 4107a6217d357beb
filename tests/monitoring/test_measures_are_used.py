"""What is counted stands in the catalogue with its labels, and what stands there is measured."""

import ast

from helpdesk.realtime.measures import MEASURES
from tests.architecture.source import line_of, place, product_modules, tree_of

TELLING = (
    "helpdesk/monitoring/",
    "conversations/queries/waiting",
    "helpdesk/integrations/queries/",
)


def counted() -> list[tuple[str, str, int, str]]:
    """(where, name, labels, kind) of each call that counts or times."""
    found = []
    for path in product_modules():
        if "helpdesk.realtime.counters" not in path.read_text(encoding="utf-8"):
            continue
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call):
                continue
            arguments, function = node.args, node.func
            if isinstance(function, ast.Name) and function.id == "partial":
                function, arguments = arguments[0], arguments[1:]
            if isinstance(function, ast.Name) and function.id in {"count", "observe"}:
                name = arguments[0]
                assert isinstance(name, ast.Constant), line_of(path, node)
                kind = "counter" if function.id == "count" else "histogram"
                labels = max(0, len(arguments) - 2)
                found.append((line_of(path, node), str(name.value), labels, kind))
    return found


def told() -> set[tuple[str, int]]:
    """(name, labels) of what is asked when somebody looks: tuples that begin with a name."""
    return {
        (str(node.elts[0].value), len(node.elts) - 1)
        for path in product_modules()
        if place(path).startswith(TELLING)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Tuple)
        and node.elts
        and isinstance(node.elts[0], ast.Constant)
        and node.elts[0].value in MEASURES
    }


def test_what_is_counted_is_in_the_catalogue() -> None:
    found = counted()
    assert len(found) > 20
    wrong = [
        where
        for where, name, labels, kind in found
        if name not in MEASURES
        or MEASURES[name].kind != kind
        or len(MEASURES[name].labels) != labels
    ]
    assert wrong == [], "helpdesk/realtime/measures.py says otherwise"


def test_what_is_in_the_catalogue_is_measured() -> None:
    measured = {name for _, name, _, _ in counted()} | {name for name, _ in told()}
    assert set(MEASURES) - measured == set()
    assert {(name, len(MEASURES[name].labels)) for name, _ in told()} >= told()
