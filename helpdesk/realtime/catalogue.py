"""The catalogue in the two forms that others read: JavaScript constants and AsyncAPI."""

import json
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict
from uuid import UUID

from helpdesk.realtime.commands import COMMANDS, SocketKind
from helpdesk.realtime.events import EVENTS, Audience
from helpdesk.realtime.shapes import SHAPES

NOTICE = "Written by `python manage.py export_events`; do not edit."
TOGETHER = "Opened with ?lists=1, a socket gets what waits for it as one frame, a list of these."


def javascript() -> str:
    """`static/js/realtime/events.gen.js`: names as constants, shapes as JSDoc types."""
    lines = [f"// {NOTICE}", "", "// Events: what the server tells.", "export const EVENTS = {"]
    lines += [f'  {_constant(event.name)}: "{event.name}",' for event in EVENTS]
    lines += ["};", "", "// Commands: what a browser may ask.", "export const COMMANDS = {"]
    lines += [f'  {_constant(name)}: "{name}",' for name in COMMANDS]
    lines += ["};", ""]
    for shape in SHAPES:
        lines += _typedef(shape.__name__.removesuffix("Shape"), shape)
    for event in EVENTS:
        lines += _typedef(f"{event.__name__}Event", event)
    return "\n".join(lines)


def asyncapi() -> str:
    """`docs/asyncapi.json`: both sockets as an AsyncAPI 3.0 document."""
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Helpdesk sockets",
            "version": "1",
            "description": f"{NOTICE} docs/wire.md explains it in words. {TOGETHER}",
        },
        "channels": {kind.value: _channel(kind) for kind in SocketKind},
        "operations": _operations(),
        "components": {
            "schemas": {_name(shape): _schema_of(shape) for shape in SHAPES},
            "messages": _messages(),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _channel(kind: SocketKind) -> dict[str, Any]:
    address = "/ws/chat/{slug}/" if kind is SocketKind.CHAT else "/ws/desk/"
    names = [command.name for command in COMMANDS.values() if kind in command.sockets]
    names += _heard_on(kind)
    channel: dict[str, Any] = {
        "address": address,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }
    if kind is SocketKind.CHAT:
        channel["parameters"] = {"slug": {"description": "The shop's public name."}}
    return channel


def _heard_on(kind: SocketKind) -> list[str]:
    own = "desk." if kind is SocketKind.DESK else "thread."
    wide = {Audience.THREAD, Audience.WATCHERS}
    wide |= {Audience.DESK, Audience.HOLDER} if kind is SocketKind.DESK else {Audience.BUYER}
    return [
        event.name
        for event in EVENTS
        if event.audience in wide
        or (event.audience is Audience.SOCKET and event.name.startswith(own))
    ]


def _operations() -> dict[str, Any]:
    operations: dict[str, Any] = {}
    for kind in SocketKind:
        channel = {"$ref": f"#/channels/{kind.value}"}
        for command in COMMANDS.values():
            if kind in command.sockets:
                message = {"$ref": f"#/channels/{kind.value}/messages/{command.name}"}
                operations[f"{kind.value}.{command.name}"] = {
                    "action": "receive",
                    "channel": channel,
                    "messages": [message],
                }
        for name in _heard_on(kind):
            message = {"$ref": f"#/channels/{kind.value}/messages/{name}"}
            operations[f"{kind.value}.{name}"] = {
                "action": "send",
                "channel": channel,
                "messages": [message],
            }
    return operations


def _messages() -> dict[str, Any]:
    messages = {}
    for name, command in COMMANDS.items():
        payload = _schema_of(command)
        payload["properties"] = {
            "do": {"const": name},
            "ref": {"type": "string", "maxLength": 64},
            **payload["properties"],
        }
        payload["required"] = ["do", *payload.get("required", [])]
        messages[name] = {"summary": (command.__doc__ or "").strip(), "payload": payload}
    for event in EVENTS:
        payload = _schema_of(event)
        payload["properties"] = {"event": {"const": event.name}, **payload["properties"]}
        payload["required"] = ["event", *payload.get("required", [])]
        messages[event.name] = {"summary": (event.__doc__ or "").strip(), "payload": payload}
    return messages


def _schema_of(kind: type) -> dict[str, Any]:
    hints = _fields_of(kind)
    required = list(hints)
    if is_dataclass(kind):
        required = [field.name for field in fields(kind) if field.default is MISSING]
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _schema(hint) for name, hint in hints.items()},
    }
    if required:
        schema["required"] = required
    return schema


def _schema(hint: Any) -> dict[str, Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin in {UnionType, Union}:
        return {"oneOf": [_schema(arg) for arg in args]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is list:
        return {"type": "array", "items": _schema(args[0])}
    if is_typeddict(hint):
        return {"$ref": f"#/components/schemas/{_name(hint)}"}
    if hint is UUID:
        return {"type": "string", "format": "uuid"}
    plain = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}
    return {"type": plain[hint]}


def _typedef(name: str, kind: type) -> list[str]:
    lines = [
        "/**",
        f" * {(kind.__doc__ or '').strip().splitlines()[0]}",
        f" * @typedef {{object}} {name}",
    ]
    lines += [f" * @property {{{_js(hint)}}} {field}" for field, hint in _fields_of(kind).items()]
    return [*lines, " */", ""]


def _js(hint: Any) -> str:
    origin, args = get_origin(hint), get_args(hint)
    if origin in {UnionType, Union}:
        return "|".join(_js(arg) for arg in args)
    if origin is Literal:
        return "|".join(f'"{arg}"' for arg in args)
    if origin is list:
        return f"{_js(args[0])}[]"
    if is_typeddict(hint):
        return _name(hint)
    return {str: "string", int: "number", bool: "boolean", NoneType: "null", UUID: "string"}[hint]


def _fields_of(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def _name(shape: Any) -> str:
    return str(shape.__name__).removesuffix("Shape")


def _constant(name: str) -> str:
    return name.replace(".", "_").upper()
