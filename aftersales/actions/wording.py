"""What the shop writes on a case for its buyer passes the guard of wording, as a message does."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aftersales.machine.words import SAID_TO_BUYER, Verb
from conversations.actions.guarding import guard_outside_chat

if TYPE_CHECKING:
    from aftersales.actions.moving import Told


def words_for_buyer(*, shop_id: int, verb: Verb, told: "Told") -> Mapping[str, Any]:
    """The classes of the warning that these words go past, for the event and the audit; mostly
    nothing. GuardBlocked, and GuardWarned until ``told.guard_seen``."""
    if verb not in SAID_TO_BUYER or not told.reason:
        return {}
    verdict = guard_outside_chat(shop_id=shop_id, text=told.reason, seen=told.guard_seen)
    return {} if verdict is None else {"minded": sorted({hit.about for hit in verdict.hits})}
