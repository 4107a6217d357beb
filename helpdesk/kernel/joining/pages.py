"""A page's modules as two files: one that fetches nothing later, one that may; styles as one.

Two, since a module fetched later imports from the page it belongs to: in one file the two would
name each other, and the hashed name of neither would ever settle. Each module stays a function of
its own, run in the order in which a browser would have run them, and what is fetched later is
written anew beside them, so that a page has each module once.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from helpdesk.kernel.joining.modules import (
    IMPORT,
    CannotJoin,
    Module,
    address,
    read_module,
    renamed_later,
    target_of,
    variable_of,
)
from helpdesk.kernel.joining.slimming import slim_script, slim_styles

Read = Callable[[str], str]
RELATIVE_URL = re.compile(r"@import|\burl\((?!\s*[\"']?(?:data:|#))")


@dataclass(frozen=True)
class JoinedPage:
    """What a page loads: ``entries`` run in their order, ``besides`` are modules that its HTML
    names or fetches apart from them, ``styles`` in their order."""

    name: str
    entries: tuple[str, ...]
    besides: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        return f"joined/{self.name}.base.js"

    @property
    def main(self) -> str:
        return f"joined/{self.name}.main.js"

    @property
    def sheet(self) -> str:
        return f"joined/{self.name}.css"

    def place_of(self, module: str) -> str:
        """Where a module of ``entries`` or ``besides`` is for this page."""
        if module in self.entries:
            return self.main
        if module in self.besides:
            return self.apart(module)
        raise KeyError(f"{module} is no module that {self.name} names")

    def apart(self, module: str) -> str:
        """Where a module is that is not among those joined."""
        return f"joined/{self.name}/{module.removeprefix('js/')}"


def join_page(page: JoinedPage, read: Read) -> dict[str, str]:
    """Every file of the page by its static name; CannotJoin when one can't be made."""

    @cache
    def module(name: str) -> Module:
        return read_module(name, read(name))

    order = _order(page.entries, module)
    upper = _upper(order, page.entries, module)
    late = _late(page.besides, order, module)
    home = {name: page.main if name in upper else page.base for name in order}
    places = {name: page.apart(name) for name in late}
    files = {
        target: _joined(
            [name for name in order if home[name] == target], target, home, places, module
        )
        for target in (page.base, page.main)
    }
    for name in late:
        files[places[name]] = _alone(name, read(name), places[name], home, places)
    if page.styles:
        files[page.sheet] = "".join(_styles(name, read(name)) for name in page.styles)
    return files


def _order(entries: Iterable[str], module: Callable[[str], Module]) -> list[str]:
    """As a browser runs them: whatever is imported before who imports it."""
    done: dict[str, None] = {}

    def walk(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise CannotJoin(" → ".join((*above, name)))
        if name in done:
            return
        for taken in module(name).imports:
            walk(taken.target, (*above, name))
        done[name] = None

    for entry in entries:
        walk(entry, ())
    return list(done)


def _upper(order: list[str], entries: Iterable[str], module: Callable[[str], Module]) -> set[str]:
    """The entries, and whoever fetches something later or imports one that does."""
    upper = set(entries)
    for name in order:
        found = module(name)
        if found.later or any(taken.target in upper for taken in found.imports):
            upper.add(name)
    return upper


def _late(
    besides: Iterable[str], order: list[str], module: Callable[[str], Module]
) -> dict[str, None]:
    """What the page does not load at once, with all that this loads."""
    late: dict[str, None] = {}
    waiting = [*besides, *(target for name in order for target in module(name).later)]
    while waiting:
        name = waiting.pop(0)
        if name in late or name in order:
            continue
        late[name] = None
        found = module(name)
        waiting += [*(taken.target for taken in found.imports), *found.later]
    return late


def _joined(
    names: list[str],
    where: str,
    home: dict[str, str],
    places: dict[str, str],
    module: Callable[[str], Module],
) -> str:
    """One file with these modules, each a function that is run at once."""
    parts = []
    elsewhere: dict[str, dict[str, None]] = {}
    for name in names:
        found = module(name)
        lines = ""
        for one in found.imports:
            variable = variable_of(one.target)
            if home[one.target] != where:
                elsewhere.setdefault(home[one.target], {})[variable] = None
            lines += one.taken_from(variable)
        body = slim_script(renamed_later(found.body, name, where, places))
        offered = ", ".join(found.exports)
        parts.append(
            f"const {variable_of(name)} = (() => {{\n{lines}{body}return {{ {offered} }};\n}})();\n"
        )
    heads = [
        f'import {{ {", ".join(taken)} }} from "{address(file, seen_from=where)}";\n'
        for file, taken in elsewhere.items()
    ]
    offered = ", ".join(variable_of(name) for name in names)
    return f"{''.join(heads)}{''.join(parts)}export {{ {offered} }};\n"


def _alone(name: str, text: str, where: str, home: dict[str, str], places: dict[str, str]) -> str:
    """A module of its own that takes what the page has from the joined files."""

    def put(found: re.Match[str]) -> str:
        target = target_of(name, found["target"])
        if target in places:
            moved = address(places[target], seen_from=where)
            return found[0].replace(f'"{found["target"]}"', f'"{moved}"')
        file = address(home[target], seen_from=where)
        variable = variable_of(target)
        if found["star"]:
            return f'import {{ {variable} as {found["star"]} }} from "{file}";'
        if not found["names"]:
            return f'import "{file}";'
        names = found["names"].replace(" as ", ": ")
        return f'import {{ {variable} }} from "{file}";const {{ {names} }} = {variable};'

    return slim_script(renamed_later(IMPORT.sub(put, text), name, where, places))


def _styles(name: str, text: str) -> str:
    if RELATIVE_URL.search(text):
        raise CannotJoin(f"{name} names another file, which would be looked for elsewhere")
    return slim_styles(text)
