"""The catalogues that browsers load: classic scripts in the shape that static/js/i18n.js reads."""

import json
import re
from collections.abc import Container
from pathlib import Path

from babel.messages.catalog import Catalog

from helpdesk.translations.catalogue import entries

EVERYTHING = "static/js/i18n/en.gen.js"
BUYERS_PAGE = "static/js/i18n/chat-en.gen.js"
BUYERS_START = "static/js/chat/main.js"

CONTEXT_MARK = "\u0004"
_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*(?:/\* later \*/\s*)?["'](\.[^"']+)["']""")


def generated(catalog: Catalog, root: Path) -> dict[str, str]:
    """Text by path. The buyer's page gets only the words of the modules that it loads."""
    return {
        EVERYTHING: _script(catalog, None),
        BUYERS_PAGE: _script(catalog, modules_from(BUYERS_START, root)),
    }


def modules_from(start: str, root: Path) -> set[str]:
    """The module and all that it imports."""
    seen: set[str] = set()
    ahead = [(root / start).resolve()]
    while ahead:
        path = ahead.pop()
        name = path.relative_to(root.resolve()).as_posix()
        if name in seen:
            continue
        seen.add(name)
        for target in _IMPORT.findall(path.read_text(encoding="utf-8")):
            ahead.append((path.parent / target).resolve())
    return seen


def _script(catalog: Catalog, modules: Container[str] | None) -> str:
    words: dict[str, str | list[str]] = {}
    for message in entries(catalog):
        if modules is not None and not any(path in modules for path, _ in message.locations):
            continue
        if "fuzzy" in message.flags or not message.string:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        if message.context:
            key = message.context + CONTEXT_MARK + key
        words[key] = message.string if isinstance(message.string, str) else list(message.string)
    lines = [f"  {_quoted(key)}: {_quoted(words[key])}," for key in sorted(words)]
    head = "// Made by `make messages` from locale/en/LC_MESSAGES/djangojs.po. Do not edit."
    return "\n".join([head, "window.helpdeskCatalogue = {", *lines, "};", ""])


def _quoted(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
