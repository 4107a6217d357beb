"""People at work for the tests of routing, without sockets: their presence says they are there."""

from datetime import timedelta
from typing import Any

from conversations.models import Assignment, Conversation
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.team.actions.arriving import come_in
from helpdesk.team.models import Presence


def at_work(*members: Membership, **fields: Any) -> None:
    """Each has a desk open and accepts, or as the fields say; seen for an hour to come."""
    for member in members:
        come_in(shop_id=member.shop_id, member_id=member.pk)
        seen = {"state": "accepting", "seen_at": now() + timedelta(hours=1), **fields}
        Presence.objects.filter(member=member).update(**seen)


def owner_of(thread: Conversation) -> int | None:
    thread.refresh_from_db()
    return thread.owner_id


def steps(thread: Conversation) -> list[str]:
    rows = Assignment.objects.filter(conversation=thread).order_by("pk")
    return list(rows.values_list("how", flat=True))


def given_ago(thread: Conversation, seconds: float) -> None:
    """As if the chat had been given out, and the buyer had written, so long ago."""
    moment = now() - timedelta(seconds=seconds)
    thread.sessions.update(taken_at=moment, opened_at=moment)
    Conversation.objects.filter(pk=thread.pk).update(unanswered_since=moment - timedelta(seconds=1))
