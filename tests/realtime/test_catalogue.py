"""The catalogue, what is written from it, and what the wire document says agree."""

import json
import re
from dataclasses import fields, is_dataclass
from io import StringIO
from typing import Any, get_type_hints

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from helpdesk.realtime.catalogue import asyncapi, javascript
from helpdesk.realtime.commands import COMMANDS, Command, SocketKind
from helpdesk.realtime.events import EVENTS, Audience, Event, SessionTaken, ThreadEvent
from helpdesk.realtime.management.commands import export_events
from helpdesk.realtime.shapes import SHAPES

WIRE = (settings.BASE_DIR / "docs/wire.md").read_text(encoding="utf-8")


def subclasses(kind: type) -> set[type]:
    return {kind, *(below for each in kind.__subclasses__() for below in subclasses(each))}


def test_the_written_files_are_up_to_date() -> None:
    call_command("export_events", "--check", stdout=StringIO())


def test_a_stale_file_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_events, "javascript", lambda: "// something else")
    with pytest.raises(CommandError, match=r"events\.gen\.js.*export_events"):
        call_command("export_events", "--check", stdout=StringIO())


@pytest.mark.parametrize(("base", "listed"), [(Event, EVENTS), (Command, COMMANDS.values())])
def test_everything_with_a_name_is_in_the_catalogue(base: type, listed: Any) -> None:
    named = {each for each in subclasses(base) if "name" in vars(each)}
    assert named == set(listed)
    names = [each.name for each in listed]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", [*EVENTS, *COMMANDS.values()], ids=lambda kind: kind.name)
def test_a_frame_is_frozen_and_explained(kind: Any) -> None:
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert kind.__doc__ and not kind.__doc__.startswith(kind.__name__ + "(")


@pytest.mark.parametrize("kind", [*EVENTS, *COMMANDS.values()], ids=lambda kind: kind.name)
def test_the_wire_document_names_it_and_its_fields(kind: Any) -> None:
    lines = [line for line in WIRE.splitlines() if f"`{kind.name}" in line]
    assert lines, f"docs/wire.md does not mention {kind.name}"
    if kind.name == "desk.welcome":
        return  # its fields stand in the text above the table
    for field in fields(kind):
        if field.name not in {"conversation", "ref"}:
            assert re.search(rf"\b{field.name}\b", " ".join(lines)), f"{kind.name}: {field.name}"


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_browser_has_every_shape(shape: type) -> None:
    name = shape.__name__.removesuffix("Shape")
    typedef = javascript().split(f"@typedef {{object}} {name}\n")[1].split("*/")[0]
    assert re.findall(r"@property \{.+\} (\w+)", typedef) == list(get_type_hints(shape))


def test_the_document_of_both_sockets_refers_to_what_is_in_it() -> None:
    document = json.loads(asyncapi())

    def refs(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if "$ref" in value else []
            return own + [ref for inner in value.values() for ref in refs(inner)]
        return [ref for inner in value for ref in refs(inner)] if isinstance(value, list) else []

    found = refs(document)
    assert found
    for ref in found:
        place: Any = document
        for part in ref.removeprefix("#/").split("/"):
            place = place[part]


@pytest.mark.parametrize("kind", list(SocketKind))
def test_the_document_gives_each_socket_its_own(kind: SocketKind) -> None:
    document = json.loads(asyncapi())
    messages = set(document["channels"][kind.value]["messages"])
    commands = {each.name for each in COMMANDS.values() if kind in each.sockets}
    hidden = {event.name for event in EVENTS if event.audience is Audience.DESK}
    assert commands <= messages
    if kind is SocketKind.CHAT:
        assert not messages & hidden
        assert not {name for name in messages if name.startswith(("desk.", "conversation."))}
    else:
        assert hidden <= messages


def test_what_a_buyer_hears_of_a_session_has_no_number() -> None:
    event = SessionTaken(
        conversation=7, session={"number": 1, "state": "active", "agent": {"id": 9, "name": "小梅"}}
    )
    told = event.for_buyer().as_json()
    assert told["conversation"] is None
    assert told["session"]["agent"] == {"id": None, "name": "小梅"}
    assert event.session["agent"] == {"id": 9, "name": "小梅"}


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.name)
def test_a_thread_event_knows_its_form_for_the_buyer(kind: type[Event]) -> None:
    assert issubclass(kind, ThreadEvent) == (kind.audience is Audience.THREAD)
