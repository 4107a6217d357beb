"""Frames that wait for the same socket go out as one: a list, in their order (docs/wire.md).

A frame costs both ends more than what is in it: on a busy floor a desk hears dozens of events in
the time that one takes to be sent.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from helpdesk.kernel.json_text import decode

FRAME_LENGTH = 50_000
"""Characters from which on a frame takes nothing more with it."""


def takes_lists(scope: Mapping[str, Any]) -> bool:
    """Whether who opened this socket reads lists: a page that was loaded before an upgrade does
    not, and goes on until it is loaded anew."""
    return b"lists=1" in scope.get("query_string", b"").split(b"&")


def listed(frames: Sequence[str]) -> str:
    """Several frames as one: a list, in their order."""
    return f"[{','.join(frames)}]"


def separated(text: str | bytes) -> list[dict[str, Any]]:
    """What one frame holds, for whoever reads in Python: answers, errors and events in order."""
    said = decode(text)
    return said if isinstance(said, list) else [said]
