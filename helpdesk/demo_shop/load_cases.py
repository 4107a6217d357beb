"""Writes after-sales cases of the demo shop through the actions of aftersales.

Those of buyers who are being served come first, so that the panel beside their chats shows them.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any, Final
from uuid import uuid4

from aftersales.actions.adding import add_evidence
from aftersales.actions.answering import agree
from aftersales.actions.approving import ask_approval
from aftersales.actions.keeping_case_files import keep_case_file
from aftersales.actions.negotiating import offer
from aftersales.actions.opening import open_case
from aftersales.actions.returning import arrive, ship_back
from aftersales.causes import Cause
from aftersales.doer import Doer, buyer_of, staff_of
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind
from aftersales.models import Case
from conversations.actions.sending_cards import send_card
from conversations.models import Conversation
from conversations.speaker import agent_of
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order, OrderState
from helpdesk.demo_shop.drawn import damaged_parcel

Step = Callable[[Doer, Case], Any]
THERE: Final = (OrderState.SIGNED, OrderState.FINISHED)
NOT_SENT: Final = (OrderState.PAID,)


def load_cases(owner: Membership, agents: Sequence[Membership]) -> None:
    """One case an order, all of it inside the caller's transaction."""
    shop_id, boss = owner.shop_id, staff_of(owner)
    orders = _orders(shop_id)
    for place, (kind, cause, states, part, words, step) in enumerate(_stories(boss)):
        order = next((one for one in orders if one.state in states), None)
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
    def leave(agent: Doer, case: Case) -> None:
        """Nobody has answered yet."""

    def yes(agent: Doer, case: Case) -> None:
        agree(doer=boss, case_id=case.pk)

    def comes_back(agent: Doer, case: Case) -> None:
        agree(doer=boss, case_id=case.pk)
        ship_back(doer=buyer_of(case.shop_id), case_id=case.pk, waybill="YT7200431188")
        arrive(doer=agent, case_id=case.pk)

    def on_its_way(agent: Doer, case: Case) -> None:
        agree(doer=boss, case_id=case.pk)
        ship_back(doer=buyer_of(case.shop_id), case_id=case.pk, waybill="ZT7700219045")

    def other_way(agent: Doer, case: Case) -> None:
        offer(
            doer=boss,
            case_id=case.pk,
            kind=Kind.REFUND,
            amount_fen=1_500,
            reason="勾丝在下摆里面，不影响穿；您愿意留下，退您 15 元",
        )

    def too_much(agent: Doer, case: Case) -> None:
        ask_approval(doer=agent, case_id=case.pk, reason="照片很清楚，买家是老客户")

    # fmt: off
    return [
        (Kind.RETURN,   Cause.QUALITY, THERE, 9_000, "右袖口开线约三厘米，没洗过", leave),
        (Kind.REFUND,   Cause.MISTAKEN, NOT_SENT, 12_000, "拍错颜色了，还没发的话就退了吧", leave),
        (Kind.RETURN,   Cause.DISLIKE, THERE, 8_000, "版型不适合我", comes_back),
        (Kind.EXCHANGE, Cause.WRONG,   THERE, 0, "要的 L，发来的是 M", on_its_way),
        (Kind.RETURN,   Cause.QUALITY, THERE, 6_000, "有一处勾丝", other_way),
        (Kind.REFUND,   Cause.DAMAGED, THERE, 8_000, "盒子压扁了，壳裂了一道", too_much),
        (Kind.REFUND,   Cause.SHORT,   THERE, 2_000, "说好的赠品没有", yes),
        (Kind.INVOICE,  Cause.OTHER,   THERE, 0, "开个人抬头的电子发票", yes),
        (Kind.RESHIP,   Cause.LOST,    THERE, 0, "显示签收，门口没有", yes),
    ]
    # fmt: on


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
