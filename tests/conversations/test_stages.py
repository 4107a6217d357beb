"""The stage of a reception follows the buyer's orders when it opens, and whoever knows better."""

from datetime import timedelta

import pytest

from conversations.actions.sessions import finish_session
from conversations.actions.staging import set_stage
from conversations.models import ChatSession, Conversation
from conversations.speaker import buyer_of
from helpdesk.accounts.models import AuditEntry
from helpdesk.commerce.models import Order
from helpdesk.kernel.clock import now
from tests.cast import Cast, agent, send


def order(thread: Conversation, state: str, *, days: int = 1) -> Order:
    at = now() - timedelta(days=days)
    signed = at if state in {"signed", "finished"} else None
    return Order.objects.create(
        shop_id=thread.shop_id,
        buyer=thread.buyer,
        number=f"{thread.pk}-{state}-{days}",
        platform="web",
        state=state,
        created_at=at,
        signed_at=signed,
    )


def next_stage(cast: Cast, thread: Conversation) -> str:
    """The stage of the session that the buyer's next words open."""
    finish_session(actor=agent(cast.qin), conversation_id=thread.pk)
    send(buyer_of(cast.shop.pk), thread, "又来了")
    thread.refresh_from_db()
    session = ChatSession.objects.get(conversation=thread, number=thread.session_number)
    assert session.stage == thread.stage
    return str(thread.stage)


@pytest.mark.parametrize(
    ("orders", "stage"),
    [
        ([], "pre_sale"),
        ([("unpaid", 1)], "in_sale"),
        ([("paid", 1)], "in_sale"),
        ([("shipped", 1), ("signed", 40)], "in_sale"),
        ([("signed", 3)], "after_sale"),
        ([("finished", 29)], "after_sale"),
        ([("finished", 40)], "pre_sale"),
        ([("closed", 1)], "pre_sale"),
    ],
)
def test_by_the_orders(cast: Cast, orders: list[tuple[str, int]], stage: str) -> None:
    thread = cast.thread()
    assert thread.stage == "pre_sale"
    for state, days in orders:
        order(thread, state, days=days)
    assert next_stage(cast, thread) == stage


def test_somebody_knows_better_for_this_reception_alone(cast: Cast) -> None:
    thread = cast.thread()
    row = set_stage(actor=agent(cast.mei), conversation_id=thread.pk, stage="after_sale")
    assert row["stage"] == "after_sale"
    assert ChatSession.objects.get(conversation=thread).stage == "after_sale"
    again = set_stage(actor=agent(cast.mei), conversation_id=thread.pk, stage="after_sale")
    assert again["version"] == row["version"]
    entry = AuditEntry.objects.get(verb="session.staged", shop=cast.shop)
    assert (entry.data["before"], entry.data["after"]) == ("售前", "售后")
    assert next_stage(cast, thread) == "pre_sale"
