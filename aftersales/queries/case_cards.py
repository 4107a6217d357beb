"""A case as a card of the chat: codes, fen and moments, which each reader's page words itself."""

from typing import cast

from aftersales.access import case_of
from aftersales.buyer_words import WAITS
from aftersales.models import Deadline, DeadlineState
from conversations.case_cards import CaseCard
from conversations.queries.card_bodies import goods
from helpdesk.accounts.queries.shops import zone_of
from helpdesk.commerce.access import order_of
from helpdesk.commerce.queries.order_panel import one_card
from helpdesk.kernel.clock import iso
from helpdesk.realtime.card_shapes import CaseKindCode


def card_of(shop_id: int, case_id: int) -> CaseCard:
    """As it stands now, or CaseNotFound. Named after its own line, not the order's first."""
    case = case_of(shop_id, case_id)
    order = order_of(shop_id, case.order_id)
    running = Deadline.objects.filter(
        shop_id=shop_id, case=case, state=DeadlineState.RUNNING, timer__in=WAITS
    ).first()
    about = goods(one_card(order, zone=zone_of(shop_id))[0])
    lines = list(case.lines.order_by("position"))
    if lines:
        first = lines[0]
        about = {
            **about,
            "title": first.title[:60],
            "spec": first.spec,
            "quantity": first.quantity,
            "kinds": len(lines),
        }
    return CaseCard(
        order_id=order.pk,
        key=case.key,
        body={
            "type": "case",
            **about,
            "wish": cast(CaseKindCode, case.kind),
            "state": case.state,
            "amount_fen": case.amount_fen,
            "timer": running.timer if running else "",
            "due_at": iso(running.due_at) if running else None,
        },
    )
