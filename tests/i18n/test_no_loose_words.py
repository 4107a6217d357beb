"""Every Chinese word that a reader sees goes through gettext, so that English readers see English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.jslexer import tokenize, unquote_string

from helpdesk.translations.sources import (
    KEYWORDS,
    ROOT,
    found_in,
    python_files,
    script_files,
    template_files,
)

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

# Names of languages stand in their own language; the marks of platforms are pictures.
TEMPLATE_ALLOWED = ("中文",)
SCRIPT_ALLOWED = {"static/js/desk/platforms.js": set("淘京拼抖微网")}
PYTHON_ALLOWED: dict[str, set[str]] = {}

# Commands for the terminal, and data that is itself Chinese.
PYTHON_SKIPPED = ("helpdesk/embedded/", "helpdesk/demo_shop/", "helpdesk/settings.py")

TEMPLATE_QUIET = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*trans(?:late)?\b.*?%\}"
    r"|_\((?:\"[^\"]*\"|'[^']*')\)"
    r"|<!--.*?-->",
    re.DOTALL,
)


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


@pytest.mark.parametrize("name", names(template_files(ROOT)))
def test_template(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    # Blanked, not cut out: line numbers stay right.
    loud = TEMPLATE_QUIET.sub(lambda quiet: "\n" * quiet[0].count("\n"), text)
    for word in TEMPLATE_ALLOWED:
        loud = loud.replace(word, "")
    assert [
        f"{name}:{number}: {line.strip()}"
        for number, line in enumerate(loud.split("\n"), 1)
        if CHINESE.search(line)
    ] == []


@pytest.mark.parametrize("name", names(script_files(ROOT)))
def test_script(name: str) -> None:
    path = ROOT / name
    spoken: set[str] = set()
    for one in found_in(path, "javascript", ROOT):
        spoken |= {one.text} if isinstance(one.text, str) else set(one.text)
        spoken |= {one.context or ""}
    spoken |= SCRIPT_ALLOWED.get(name, set())
    assert [
        f"{name}:{line}: {text}"
        for line, text in script_literals(path.read_text(encoding="utf-8"))
        if CHINESE.search(text) and text not in spoken
    ] == []


def script_literals(source: str, line: int = 1) -> Iterator[tuple[int, str]]:
    """Strings, and of template literals the fixed parts and the strings within ``${}``."""
    for token in tokenize(source, jsx=False, lineno=line):
        if token.type == "string":
            yield token.lineno, unquote_string(token.value)
        elif token.type == "template_string":
            yield token.lineno, re.sub(r"\$\{.*?\}", "", token.value[1:-1], flags=re.DOTALL)
            for inner in re.findall(r"\$\{(.*?)\}", token.value, re.DOTALL):
                yield from script_literals(inner, token.lineno)


@pytest.mark.parametrize(
    "name", [name for name in names(python_files(ROOT)) if not name.startswith(PYTHON_SKIPPED)]
)
def test_python(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    quiet = translated(tree) | docstrings(tree)
    assert [
        f"{name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
        and id(node) not in quiet
        and node.value not in PYTHON_ALLOWED.get(name, set())
    ] == []


def translated(tree: ast.AST) -> set[int]:
    """The literals that are handed to gettext."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        id(argument)
        for call in calls
        if getattr(call.func, "id", getattr(call.func, "attr", "")) in KEYWORDS
        for argument in call.args
    }


def docstrings(tree: ast.AST) -> set[int]:
    """A string that stands alone says something to programmers only."""
    alone = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    return {id(node) for node in alone if isinstance(node, ast.Constant)}
