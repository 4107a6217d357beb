"""Frames into commands: typed, or refused with the field's name. Never anything else."""

from dataclasses import fields
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.command_reading import read_command
from helpdesk.realtime.commands import (
    COMMANDS,
    MAX_COUNT,
    BadField,
    BadFrame,
    Hello,
    ListOpen,
    MessageSend,
    PositionReport,
    SocketKind,
    ThreadCommand,
    ThreadFill,
    UnknownCommand,
)

CHAT, DESK = SocketKind.CHAT, SocketKind.DESK
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FIELD_NAMES = sorted({field.name for kind in COMMANDS.values() for field in fields(kind)})


def test_a_full_frame_becomes_its_command() -> None:
    client_id = uuid4()
    frame = {"do": "message.send", "client_id": str(client_id), "text": "你好", "ref": "1"}
    assert read_command(frame, CHAT) == MessageSend(client_id=client_id, text="你好")


def test_what_may_be_left_out_has_its_default() -> None:
    assert read_command({"do": "hello", "token": "t"}, CHAT) == Hello(token="t", after=0)
    assert read_command({"do": "list.open", "tab": "all"}, DESK) == ListOpen(tab="all", cursor=None)
    assert read_command({"do": "position.report", "delivered": 3}, CHAT) == PositionReport(
        delivered=3, read=0
    )


def test_unknown_fields_are_passed_over() -> None:
    frame = {"do": "thread.fill", "after": 1, "colour": "red", "name": "x", "sockets": []}
    assert read_command(frame, CHAT) == ThreadFill(after=1)


def test_null_is_only_for_what_may_be_null() -> None:
    assert read_command({"do": "list.open", "tab": "all", "cursor": None}, DESK)
    with pytest.raises(BadField):
        read_command({"do": "thread.fill", "after": None}, CHAT)


@pytest.mark.parametrize("value", [0, 1, MAX_COUNT])
def test_a_seq_fits_its_column(value: int) -> None:
    assert read_command({"do": "thread.fill", "after": value}, CHAT) == ThreadFill(after=value)


@pytest.mark.parametrize("value", [-1, MAX_COUNT + 1, 10**30, True, False, 1.0, "1", [], {}])
def test_anything_else_is_no_seq(value: object) -> None:
    with pytest.raises(BadField) as refused:
        read_command({"do": "thread.fill", "after": value}, CHAT)
    assert refused.value.facts == {
        "command": "thread.fill",
        "field": "after",
        "wanted": "integer",
    }


@pytest.mark.parametrize("kind", [kind for kind in COMMANDS.values() if DESK in kind.sockets])
def test_the_desk_always_says_which_thread(kind: type) -> None:
    if not issubclass(kind, ThreadCommand):
        assert "conversation" not in {field.name for field in fields(kind)}
        return
    whole = {"after": 0, "before": 1, "seq": 1, "delivered": 0, "client_id": str(UUID(int=1))}
    whole |= {"anchor": 1, "number": 1, "tag": 1, "until": None, "reason": "x", "hours": 1}
    whole |= {"stage": "pre_sale", "watching": str(UUID(int=2))}
    whole |= {"card": "order", "about": 1}
    for conversation in ({}, {"conversation": None}):
        with pytest.raises(BadField) as refused:
            read_command({"do": kind.name, "text": "x", **whole, **conversation}, DESK)
        assert refused.value.facts["field"] == "conversation"


@pytest.mark.parametrize("socket", list(SocketKind))
def test_each_socket_knows_its_own_commands_only(socket: SocketKind) -> None:
    for name, kind in COMMANDS.items():
        if socket not in kind.sockets:
            with pytest.raises(UnknownCommand):
                read_command({"do": name}, socket)


def test_a_long_name_is_not_echoed_at_length() -> None:
    with pytest.raises(UnknownCommand) as refused:
        read_command({"do": "x" * 60_000}, CHAT)
    assert len(refused.value.said()) < 100


@pytest.mark.parametrize("name", [None, 1, True, [], {}, "a\x00", "a\n", "\ud800"])
def test_without_a_name_there_is_no_command(name: object) -> None:
    with pytest.raises(BadFrame):
        read_command({"do": name}, CHAT)


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from([*COMMANDS]) | st.text(max_size=8),
    body=st.dictionaries(st.sampled_from(FIELD_NAMES), ANY_JSON),
    socket=st.sampled_from(list(SocketKind)),
)
def test_whatever_comes_is_read_or_refused_in_words(
    name: str, body: dict[str, Any], socket: SocketKind
) -> None:
    try:
        command = read_command({**body, "do": name}, socket)
    except HelpdeskError as refused:
        assert refused.code in {"bad_frame", "unknown_command", "bad_field"}
        assert refused.said() and refused.advised()
    else:
        assert type(command) is COMMANDS[name]
        assert socket in command.sockets
