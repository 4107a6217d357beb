"""An import in a function's body hides a circle: what is needed stands at the top of a file."""

import ast

from tests.architecture.source import line_of, place, product_modules, tree_of

FETCHED_WHEN_NEEDED = {
    "helpdesk/embedded/fake_redis.py": "a library of the demo, absent where a real Redis is",
    "helpdesk/integrations/nudging.py": "its thread starts before Celery's tasks are known",
    "scripts_library/spelling.py": "a dictionary of 54 MB that few processes ever look into",
}


def test_only_the_start_of_an_app_imports_in_a_function() -> None:
    found = {
        place(path): line_of(path, node)
        for path in product_modules()
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert found.keys() == FETCHED_WHEN_NEEDED.keys(), found
