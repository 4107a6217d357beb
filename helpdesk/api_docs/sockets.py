"""The AsyncAPI document as a page shows it."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from helpdesk.realtime.catalogue import asyncapi


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a frame."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Message:
    """One command or event."""

    name: str
    summary: str
    fields: list[FieldLine]


@dataclass(frozen=True, slots=True)
class Channel:
    """One socket: what may be asked on it, and what is told."""

    name: str
    address: str
    asked: list[Message]
    told: list[Message]


@cache
def channels() -> tuple[Channel, ...]:
    """Both sockets, from the same document that machines read."""
    document = json.loads(asyncapi())
    messages = document["components"]["messages"]
    found = []
    for name, channel in document["channels"].items():
        acts = {
            operation["messages"][0]["$ref"].rsplit("/", 1)[1]: operation["action"]
            for key, operation in document["operations"].items()
            if key.startswith(f"{name}.")
        }
        asked = [_message(key, messages[key]) for key, act in acts.items() if act == "receive"]
        told = [_message(key, messages[key]) for key, act in acts.items() if act == "send"]
        found.append(Channel(name, channel["address"], asked, told))
    return tuple(found)


def _message(name: str, message: dict[str, Any]) -> Message:
    payload = message["payload"]
    needed = payload.get("required", [])
    fields = [
        FieldLine(field, _kind(schema) + ("" if field in needed else "?"))
        for field, schema in payload["properties"].items()
    ]
    return Message(name, " ".join(message["summary"].split()), fields)


def _kind(schema: dict[str, Any]) -> str:
    """``string | null``, ``Entry[]``, ``"waiting" | "mine"``."""
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(one) for one in schema["enum"])
    if "oneOf" in schema:
        return " | ".join(_kind(one) for one in schema["oneOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if schema["type"] == "array":
        return f"{_kind(schema['items'])}[]"
    return str(schema.get("format", schema["type"]))
