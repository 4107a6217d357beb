"""What an agent has promised a buyer: in a message just sent, and still to be kept."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from conversations.models import Conversation, Entry, EntryKind
from conversations.promise_rules import habits_of
from conversations.promises.finding import Promise, promise_in
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import Order, OrderState
from helpdesk.followups.due_words import day_words
from helpdesk.followups.models import FollowUp, FollowUpState
from helpdesk.followups.owners import group_names
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.followups.queries.lines import Line, line_of
from helpdesk.kernel import clock

SHOWN = 5


@dataclass(frozen=True, slots=True)
class AtRisk:
    """The order that a disappointed buyer would send back."""

    order_id: int
    fen: int


def promise_of(conversation: Conversation, seq: int) -> Promise | None:
    """The promise in an agent's message, from the moment at which it was sent."""
    entry = Entry.objects.filter(
        shop_id=conversation.shop_id,
        conversation_id=conversation.pk,
        seq=seq,
        kind=EntryKind.MESSAGE,
        side="agent",
        recalled=False,
    ).first()
    if entry is None:
        return None
    sent = timezone.localtime(entry.at)
    found = promise_in(entry.text, now=sent, habits=habits_of(conversation.shop_id))
    return found if found is not None and found.due_at > clock.now() else None


def is_written_down(shop_id: int, once: str) -> bool:
    """Whether somebody has made a follow-up of it."""
    return FollowUp.objects.filter(shop_id=shop_id, once=once).exists()


def at_risk(conversation: Conversation) -> AtRisk | None:
    """The buyer's newest order whose money may still go back."""
    order = (
        Order.objects.filter(shop_id=conversation.shop_id, buyer_id=conversation.buyer_id)
        .exclude(state__in=[OrderState.FINISHED, OrderState.CLOSED])
        .order_by("-created_at", "-pk")
        .first()
    )
    return None if order is None else AtRisk(order.pk, order.paid_fen - order.refunded_fen)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed in a chat, and the percentages at which it presses."""

    lines: list[Line]
    steps: str


def owed_in(conversation: Conversation) -> Owed | None:
    """What is still owed to this buyer, the nearest first; None when nothing is."""
    rows = list(
        FollowUp.objects.select_related("owner__user", "order", "buyer")
        .filter(
            shop_id=conversation.shop_id,
            conversation=conversation.pk,
            state=FollowUpState.OPEN,
        )
        .order_by("due_at", "pk")[:SHOWN]
    )
    if not rows:
        return None
    steps: list[int] = value_of(conversation.shop_id, REMINDERS)
    groups = group_names(conversation.shop_id)
    now = clock.now()
    lines = [line_of(row, now=now, percentages=steps, groups=groups) for row in rows]
    return Owed(lines, ",".join(map(str, steps)))


def when_words(due_at: datetime) -> str:
    """今天 18:00."""
    return f"{day_words(due_at, clock.now())} {timezone.localtime(due_at):%H:%M}"
