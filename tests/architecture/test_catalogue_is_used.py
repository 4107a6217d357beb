"""Every event is sent by somebody and heard by somebody; every command asked and answered."""

import ast
import re
from pathlib import Path

import pytest

from helpdesk.realtime.commands import COMMANDS, Command, SocketKind
from helpdesk.realtime.events import EVENTS, Audience, Event
from tests.architecture.source import (
    calls_in,
    code_of_script,
    files,
    in_layer,
    place,
    product_modules,
    tree_of,
)

UNHEARD: dict[str, str] = {}
"""Events that no browser handles, with the reason."""

UNASKED: dict[str, str] = {}
"""Commands that no browser sends, with the reason."""

SOCKET_SENDERS = ("consumers", "pulse.py")


def constant(name: str) -> str:
    return name.replace(".", "_").upper()


def scripts_naming(name: str) -> list[str]:
    """The modules of the browser in which a name of the wire stands, as word or constant."""
    wanted = re.compile(rf"""["'`]{re.escape(name)}["'`]|\b(EVENTS|COMMANDS)\.{constant(name)}\b""")
    return [
        place(path)
        for path in files(".js", "static/js")
        if _stands_in(path, name)
        and (wanted.search(code_of_script(path)) or _taken_apart(path, name))
    ]


def _stands_in(path: Path, name: str) -> bool:
    """At all: the patterns are slow over every script for every name."""
    return name in code_of_script(path) or constant(name) in code_of_script(path)


def _taken_apart(path: Path, name: str) -> bool:
    """``const { ENTRY_ADDED } = EVENTS``."""
    code = code_of_script(path)
    return bool(re.search(rf"\{{[^}}]*\b{constant(name)}\b[^}}]*\}}\s*=\s*(EVENTS|COMMANDS)", code))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_an_event_is_sent_where_its_audience_says(event: type[Event]) -> None:
    layers = SOCKET_SENDERS if event.audience is Audience.SOCKET else ("actions",)
    makers = [
        place(path)
        for path in product_modules()
        for call in calls_in(path)
        if isinstance(call.func, ast.Name) and call.func.id == event.__name__
    ]
    assert makers, f"nobody makes {event.__name__}"
    allowed = {place(path) for path in product_modules() if in_layer(path, *layers)}
    assert set(makers) <= allowed, f"{event.__name__} is made outside {layers}"


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.name)
def test_an_event_is_heard_by_a_browser(event: type[Event]) -> None:
    if event.name in UNHEARD:
        assert not scripts_naming(event.name), "it is heard now: take it off UNHEARD"
        return
    assert scripts_naming(event.name), f"no script of static/js handles {event.name}"


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
def test_a_command_is_asked_by_a_browser(command: type[Command]) -> None:
    if command.name in UNASKED:
        assert not scripts_naming(command.name), "it is asked now: take it off UNASKED"
        return
    assert scripts_naming(command.name), f"no script of static/js sends {command.name}"


@pytest.mark.parametrize("kind", list(SocketKind))
def test_a_socket_answers_each_of_its_commands(kind: SocketKind) -> None:
    (module,) = [
        path
        for path in product_modules()
        if in_layer(path, "consumers") and path.name == f"{kind.value}.py"
    ]
    cases = {
        node.cls.id
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name)
    }
    wanted = {each.__name__ for each in COMMANDS.values() if kind in each.sockets}
    assert wanted <= cases
