"""A frame becomes a typed command, or is refused with a sentence that names the field."""

from dataclasses import MISSING, Field, fields
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

from helpdesk.realtime.commands import (
    COMMANDS,
    MAX_COUNT,
    ROW_NUMBERS,
    BadField,
    BadFrame,
    Command,
    SocketKind,
    ThreadCommand,
    UnknownCommand,
)


def read_command(frame: dict[str, Any], socket: SocketKind) -> Command:
    """The typed command, or BadFrame, UnknownCommand, BadField. Unknown fields are ignored."""
    name = frame.get("do")
    if not isinstance(name, str) or not name.isprintable():
        raise BadFrame()
    kind = COMMANDS.get(name)
    if kind is None or socket not in kind.sockets:
        raise UnknownCommand(name=name[:40])
    values: dict[str, Any] = {}
    for field, wanted in _fields_of(name):
        if field.name not in frame:
            if field.default is MISSING:
                raise BadField(command=name, field=field.name, wanted=spelled(wanted))
            continue
        values[field.name] = _read_value(name, field.name, frame[field.name], wanted)
    command = kind(**values)
    about_thread = isinstance(command, ThreadCommand)
    if socket is SocketKind.DESK and about_thread and values.get("conversation") is None:
        raise BadField(command=name, field="conversation", wanted="integer")
    return command


@cache
def _fields_of(name: str) -> tuple[tuple[Field[Any], Any], ...]:
    """With their types: reading these out of annotations costs more than all else here."""
    kind = COMMANDS[name]
    hints = get_type_hints(kind)
    return tuple((field, hints[field.name]) for field in fields(kind))


def _read_value(command: str, field: str, value: object, wanted: Any) -> Any:
    if value is None and type(None) in get_args(wanted):
        return None
    if isinstance(wanted, UnionType):
        wanted = next(part for part in get_args(wanted) if part is not type(None))
    if get_origin(wanted) is Literal and value in get_args(wanted):
        return value
    if wanted is bool and isinstance(value, bool):
        return value
    if wanted is str and isinstance(value, str):
        return value
    if wanted is int and type(value) is int:
        ceiling = 2**63 - 1 if field in ROW_NUMBERS else MAX_COUNT
        if 0 <= value <= ceiling:
            return value
    if wanted is UUID and isinstance(value, str):
        try:
            return UUID(value)
        except ValueError:
            pass
    raise BadField(command=command, field=field, wanted=spelled(wanted))


def spelled(wanted: Any) -> str:
    """A type in the wire's words: ``string``, ``integer``, ``uuid``, ``"a" or "b"``."""
    if get_origin(wanted) is Literal:
        return " / ".join(f'"{choice}"' for choice in get_args(wanted))
    if isinstance(wanted, UnionType):
        return " / ".join(spelled(part) for part in get_args(wanted))
    names = {str: "string", int: "integer", UUID: "uuid", bool: "boolean", type(None): "null"}
    return names.get(wanted, str(wanted))
