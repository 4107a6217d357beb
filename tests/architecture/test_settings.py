"""Every variable that the settings read is explained in `.env.example`, and the other way round."""

import ast
import re

from tests.architecture.source import ROOT, calls_in, files, text_of

EXAMPLE = ROOT / ".env.example"
READERS = {"text", "flag", "whole_number", "names"}
LINE = re.compile(r"^#?\s?(?P<name>[A-Z][A-Z0-9_]+)=", re.MULTILINE)


def variables_read() -> set[str]:
    """The names that ``env.text("NAME")`` and its like ask for, in all of the product."""
    found = set()
    for path in files(".py", "helpdesk", "conversations"):
        for call in calls_in(path):
            function = call.func
            if (
                isinstance(function, ast.Attribute)
                and function.attr in READERS
                and isinstance(function.value, ast.Name)
                and function.value.id == "env"
                and call.args
                and isinstance(call.args[0], ast.Constant)
            ):
                found.add(str(call.args[0].value))
    return found


def explained() -> set[str]:
    return {found["name"] for found in LINE.finditer(text_of(EXAMPLE))}


def test_the_scan_finds_the_settings() -> None:
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DEBUG", "LOG_LEVEL"} <= variables_read()


def test_every_variable_is_explained() -> None:
    assert variables_read() - explained() == set()


def test_nothing_is_explained_that_nobody_reads() -> None:
    elsewhere = "".join(
        text_of(ROOT / name)
        for name in ("docker-compose.yml", "Makefile", "deploy/gunicorn.conf.py")
        if (ROOT / name).exists()
    )
    unread = {name for name in explained() - variables_read() if name not in elsewhere}
    assert unread == set()
