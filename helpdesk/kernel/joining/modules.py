"""Reads one of our own ES modules: what it imports, offers and fetches later.

Not a parser of JavaScript. Our modules import and export whole lines at the left edge, and
`import(/* later */ "…")` elsewhere; whatever else would have to be understood is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath

IMPORT = re.compile(
    r"""^import (?:\{ (?P<names>[^{}\n]+) \} from |\* as (?P<star>\w+) from )?"""
    r""""(?P<target>\.[^"\n]+)";$""",
    re.MULTILINE,
)
EXPORTED = re.compile(
    r"^export (?P<kept>(?:(?:async )?function\*? ?|class |const )(?P<name>[\w$]+))", re.MULTILINE
)
LISTED = re.compile(r"^export \{(?P<names>[\w$, ]*)\};$", re.MULTILINE)
LATER = re.compile(r"""import\(/\* later \*/ "(?P<target>\.[^"\n]+)"\)""")
LEFT = re.compile(r"^(?:import|export)\b(?!\().*$|\bimport\.meta\b", re.MULTILINE)


class CannotJoin(ValueError):
    """A module is written in a way that is not understood here; the sentence names it."""


@dataclass(frozen=True)
class Import:
    """One line: names as they are written (`a, b as c`), or the whole module, or neither."""

    target: str
    names: str | None
    star: str | None

    def taken_from(self, value: str) -> str:
        """The line's variables, out of the object that holds all that the module offers."""
        if self.star:
            return f"const {self.star} = {value};\n"
        if self.names is None:
            return ""
        return f"const {{ {self.names.replace(' as ', ': ')} }} = {value};\n"


@dataclass(frozen=True)
class Module:
    """A module without the lines that only a module may have."""

    name: str
    imports: tuple[Import, ...]
    exports: tuple[str, ...]
    later: tuple[str, ...]
    body: str


def variable_of(name: str) -> str:
    """The variable that holds what a module offers: `js/thread/times.js` is `$thread$times`."""
    path = name.removeprefix("js/").removesuffix(".js")
    return "$" + re.sub(r"[^\w$]", "_", path.replace("/", "$"))


def target_of(module: str, written: str) -> str:
    """The static name that a relative address in this module means."""
    return normpath(join(dirname(module), written))


def address(target: str, *, seen_from: str) -> str:
    """One static file as another names it."""
    path = relpath(target, dirname(seen_from) or ".")
    return path if path.startswith(".") else f"./{path}"


def read_module(name: str, text: str) -> Module:
    """CannotJoin for what would have to be understood and is not."""
    imports = tuple(
        Import(target_of(name, found["target"]), found["names"], found["star"])
        for found in IMPORT.finditer(text)
    )
    listed = [word.strip() for found in LISTED.finditer(text) for word in found["names"].split(",")]
    exports = [found["name"] for found in EXPORTED.finditer(text)] + [
        word for word in listed if word
    ]
    later = tuple(target_of(name, found["target"]) for found in LATER.finditer(text))
    body = EXPORTED.sub(r"\g<kept>", LISTED.sub("", IMPORT.sub("", text)))
    if left := LEFT.search(body):
        raise CannotJoin(f"{name}: {left[0]!r} is not understood by {__name__}")
    return Module(name, imports, tuple(exports), later, body)


def renamed_later(text: str, module: str, where: str, places: Mapping[str, str]) -> str:
    """Addresses of what is fetched later, as they are from ``where``; CannotJoin for a module that
    the page has already."""

    def put(found: re.Match[str]) -> str:
        target = target_of(module, found["target"])
        if target not in places:
            raise CannotJoin(f"{module} fetches {target} later, which the page loads at once")
        return f'import(/* later */ "{address(places[target], seen_from=where)}")'

    return LATER.sub(put, text)
