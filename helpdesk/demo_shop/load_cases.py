"""Writes after-sales cases of the demo shop through the actions of aftersales.

Those of buyers who are being served come first, so that the panel beside their chats shows them.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any, Final
from uuid import uuid4

from aftersales.actions.adding import add_evidence
from aftersales.actions.approving import ask_approval
from aftersales.actions.keeping_case_files import keep_case_file
from aftersales.actions.moving_deadlines import move_deadline
from aftersales.actions.opening import open_case
from aftersales.causes import Cause
from aftersales.doer import Doer, buyer_of, staff_of
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind
from aftersales.models import Case
from conversations.actions.sending_cards import send_card
from conversations.models import Conversation, Entry, EntryKind
from conversations.speaker import agent_of
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order, OrderState
from helpdesk.demo_shop import case_deeds as deeds
from helpdesk.demo_shop.drawn import damaged_parcel
from helpdesk.kernel.clock import now

Step = Callable[[Doer, Case], Any]
THERE: Final = (OrderState.SIGNED, OrderState.FINISHED)
NOT_SENT: Final = (OrderState.PAID,)


def load_cases(owner: Membership, agents: Sequence[Membership]) -> None:
    """One case an order, all of it inside the caller's transaction."""
    shop_id, boss = owner.shop_id, staff_of(owner)
    orders = _orders(shop_id)
    for place, (kind, cause, states, part, words, step) in enumerate(_stories(boss)):
        able = [one for one in orders if one.state in states]
        order = next((one for one in able if one.paid_fen >= part * 2), next(iter(able), None))
        if order is None:
            continue
        orders.remove(order)
        whole = kind in (Kind.GOODWILL, Kind.INVOICE)
        line = order.lines.order_by("position")[0]
        case = open_case(
            doer=buyer_of(shop_id, order.buyer.name if order.buyer else ""),
            order_id=order.pk,
            kind=kind,
            cause=cause,
            positions=() if whole else (line.position,),
            amount_fen=min(part, order.paid_fen // 2) if part else 0,
            words=words,
            evidence=_pictures(order),
        )
        if cause in (Cause.QUALITY, Cause.DAMAGED):
            _photographed(case, seed=place)
        step(staff_of(agents[place % len(agents)]), case)
        _shown_in_chat(case)


def _photographed(case: Case, *, seed: int) -> None:
    """How it came, as the buyer put it beside the case."""
    picture = BytesIO(damaged_parcel(seed, torn=seed % 2 == 0))
    file = keep_case_file(shop_id=case.shop_id, file=picture, name="外箱.jpg")
    evidence = (Evidence("file", file.key), Evidence("words", "收到时外箱就是这样"))
    add_evidence(doer=buyer_of(case.shop_id), case_id=case.pk, evidence=evidence)


def _shown_in_chat(case: Case) -> None:
    """Into a chat that waits for nobody's answer, by whoever holds it."""
    chat = Conversation.objects.filter(
        shop_id=case.shop_id, buyer_id=case.buyer_id or 0, state="active", unanswered_since=None
    ).first()
    if chat is not None and chat.owner is not None:
        send_card(
            actor=agent_of(chat.owner),
            conversation_id=chat.pk,
            client_id=uuid4(),
            card="case",
            about=case.pk,
        )


def _stories(boss: Doer) -> list[tuple[Kind, Cause, Sequence[str], int, str, Step]]:
    def told(*doings: deeds.Deed) -> Step:
        def step(agent: Doer, case: Case) -> None:
            for deed in doings:
                deed(boss, agent, case)

        return step

    yes, ship, come = deeds.agreed, deeds.shipped, deeds.arrived
    # fmt: off
    return [
        (Kind.RETURN,   Cause.QUALITY, THERE, 9_000, "右袖口开线约三厘米，没洗过", told()),
        (Kind.REFUND,   Cause.MISTAKEN, NOT_SENT, 12_000, "拍错颜色了，还没发的话就退了吧",
         _hurry(boss, 50, "答应买家一小时内给准话")),
        (Kind.RETURN,   Cause.DISLIKE, THERE, 8_000, "版型不适合我", told(yes, ship, come)),
        (Kind.EXCHANGE, Cause.WRONG,   THERE, 0, "要的 L，发来的是 M", told(yes, ship)),
        (Kind.RETURN,   Cause.QUALITY, THERE, 6_000, "有一处勾丝", told(deeds.offered)),
        (Kind.REFUND,   Cause.DAMAGED, THERE, 8_000, "盒子压扁了，壳裂了一道", _too_much),
        (Kind.REFUND,   Cause.SHORT,   THERE, 2_000, "说好的赠品没有", told(yes)),
        (Kind.INVOICE,  Cause.OTHER,   THERE, 0, "开个人抬头的电子发票", told(yes)),
        (Kind.RESHIP,   Cause.LOST,    THERE, 0, "显示签收，门口没有", told(yes)),
        # What the simulated payment service makes of these sums: `payments/faults.py`.
        (Kind.REFUND,   Cause.QUALITY, THERE, 1_944, "拉链拉不上", told(yes)),
        (Kind.REFUND,   Cause.LATE,    THERE, 1_845, "等了十天才到，说好三天", told(yes)),
        (Kind.RETURN,   Cause.DISLIKE, THERE, 5_500, "颜色和图上不一样", told(yes)),
        (Kind.RETURN,   Cause.QUALITY, THERE, 7_200, "穿一次就起球",
         told(yes, ship, come, deeds.missed)),
        (Kind.REFUND,   Cause.QUALITY, THERE, 3_000, "用了两天说有味道", told(deeds.refused)),
        (Kind.REFUND,   Cause.QUALITY, THERE, 4_200, "收到就有划痕",
         told(deeds.refused, deeds.escalated)),
        (Kind.RESHIP,   Cause.SHORT,   THERE, 0, "少发了一件", told(yes, deeds.sent)),
        (Kind.EXCHANGE, Cause.QUALITY, THERE, 0, "收到就是坏的",
         told(yes, ship, come, deeds.passed)),
        (Kind.RETURN,   Cause.DISLIKE, THERE, 3_600, "买大了", told(deeds.withdrawn)),
        (Kind.REFUND,   Cause.DAMAGED, THERE, 9_800, "里外两层都破了", _too_much),
    ]
    # fmt: on


def _hurry(boss: Doer, minutes: int, reason: str) -> Step:
    """Nobody has answered yet, and it is to be done soon."""

    def step(agent: Doer, case: Case) -> None:
        move_deadline(
            doer=boss, case_id=case.pk, due_at=now() + timedelta(minutes=minutes), reason=reason
        )

    return step


def _too_much(agent: Doer, case: Case) -> None:
    ask_approval(doer=agent, case_id=case.pk, reason="照片很清楚，买家是老客户")


def _orders(shop_id: int) -> list[Order]:
    """Paid, with lines; of buyers in open chats first, then the newest."""
    talking = set(
        Conversation.objects.filter(shop_id=shop_id, state="active").values_list(
            "buyer_id", flat=True
        )
    )
    found = (
        Order.objects.filter(
            shop_id=shop_id, paid_fen__gte=4_000, refunded_fen=0, lines__position=1
        )
        .select_related("buyer")
        .order_by("-created_at", "-pk")
    )
    return sorted(found, key=lambda order: order.buyer_id not in talking)


def _pictures(order: Order) -> list[Evidence]:
    """What the buyer has shown in the chat."""
    if order.buyer_id is None:
        return []
    shown = Entry.objects.filter(
        shop_id=order.shop_id,
        conversation_id__in=Conversation.objects.filter(
            shop_id=order.shop_id, buyer_id=order.buyer_id
        ).values("pk"),
        kind=EntryKind.FILE,
        side="buyer",
        recalled=False,
        card__type="image",
    )
    return [Evidence("message", str(entry.seq)) for entry in shown.order_by("-seq")[:3]]
