"""The strings that the sources hold: Python, Django templates and JavaScript, read by Babel."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract, extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent

_PLURAL = (1, 2)
_CONTEXT = ((1, "c"), 2)
_CONTEXT_PLURAL = ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": _CONTEXT_PLURAL,
    "npgettext_lazy": _CONTEXT_PLURAL,
}


@dataclass(frozen=True)
class Found:
    """One call in one file. ``text`` is a pair where English needs two forms."""

    text: str | tuple[str, str]
    context: str | None
    path: str


def python_and_templates(root: Path = ROOT) -> Iterator[Found]:
    """What Django translates."""
    for path in python_files(root):
        yield from found_in(path, "python", root)
    for path in template_files(root):
        yield from found_in(path, _template_calls, root)


def scripts(root: Path = ROOT) -> Iterator[Found]:
    """What the browser translates."""
    for path in script_files(root):
        yield from found_in(path, "javascript", root)


def python_files(root: Path) -> list[Path]:
    """Every package at the top but the tests; migrations keep the words of their day."""
    packages = (path.parent for path in root.glob("*/__init__.py") if path.parent.name != "tests")
    files = (path for package in packages for path in package.rglob("*.py"))
    return sorted(path for path in files if "migrations" not in path.parts)


def template_files(root: Path) -> list[Path]:
    return sorted(path for path in (root / "templates").rglob("*") if path.is_file())


def script_files(root: Path) -> list[Path]:
    return sorted(
        path for path in (root / "static/js").rglob("*.js") if not path.name.endswith(".gen.js")
    )


def found_in(path: Path, method: Any, root: Path) -> Iterator[Found]:
    """The calls of one file, in their order."""
    name = path.relative_to(root).as_posix()
    options = {"jsx": False, "parse_template_string": True}
    with path.open("rb") as file:
        for _line, text, _comments, context in extract(method, file, KEYWORDS, options=options):
            pair = (text[0], text[1]) if isinstance(text, tuple) else text
            yield Found(pair, context, name)


def _template_calls(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Django turns a template into calls between filler words; Babel reads those as Python.

    The indentation goes, because Python's tokenizer would stumble over it.
    """
    calls = templatize(file.read().decode("utf-8"), origin=file.name)
    flat = "\n".join(line.strip() for line in calls.split("\n"))
    return extract_python(BytesIO(flat.encode("utf-8")), keywords, comment_tags, options)
