"""The demo's registers, through their actions: what the warehouse found, what went wrong on the
way, who complained, what is out of stock, what is to be sent again."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from aftersales.actions.answering import agree
from aftersales.actions.opening import open_case
from aftersales.actions.returning import arrive, inspect, ship_back
from aftersales.causes import Cause
from aftersales.doer import buyer_of, staff_of
from aftersales.machine.words import Kind, Verb
from aftersales.models import CaseLine
from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.complaining import ask_supervisor, open_complaint, tick_step
from aftersales.registers.actions.following_parcels import take_up_parcel, told_buyer
from aftersales.registers.actions.reshipping import open_reship
from aftersales.registers.actions.running_out import open_stock_out, settle_orders
from aftersales.registers.actions.taking_in import OnParcel, take_in
from aftersales.registers.models.complaint import Step
from aftersales.registers.problems import PROBLEMS
from conversations.models import Conversation
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Order, OrderLine, OrderState, Shipment

PROBLEMS_MET = (
    ("stuck", "武汉分拨停了两天没动", True, "快递说今晚发出"),
    ("misdelivered", "派到隔壁小区的驿站了，买家不认得", False, ""),
    ("not_there", "显示本人签收，买家说没收到", True, ""),
)
UNCLAIMED = (
    OnParcel(waybill="YT7208890417", nick="", slip="大了一码，换 M，谢谢", place="退货架 2 层"),
    OnParcel(waybill="", nick="云朵家的", slip="退，质量问题", place="退货架 1 层"),
)


def load_registers(owner: Membership, agents: Sequence[Membership]) -> None:
    """A few rows in each, some of them a step or two on."""
    _returns(owner, agents)
    _problems(agents)
    _complaints(agents)
    _stock_outs(owner, agents)
    _reships(agents)


def _returns(owner: Membership, agents: Sequence[Membership]) -> None:
    """Two that nobody can match, and one that was signed for and is not there."""
    for place, on_parcel in enumerate(UNCLAIMED):
        take_in(actor=agents[place % len(agents)], on_parcel=on_parcel)
    taken = CaseLine.objects.filter(shop_id=owner.shop_id).values("order_id")
    orders = Order.objects.filter(
        shop_id=owner.shop_id,
        state=OrderState.SIGNED,
        paid_fen__gte=6_000,
        refunded_fen=0,
        lines__position=1,
    ).exclude(pk__in=taken)
    order = orders.order_by("-created_at", "-pk").first()
    if order is None:
        return
    buyer, boss = buyer_of(owner.shop_id, order.buyer.name if order.buyer else ""), staff_of(owner)
    case = open_case(
        doer=buyer,
        order_id=order.pk,
        kind=Kind.RETURN,
        cause=Cause.QUALITY,
        positions=(1,),
        amount_fen=5_900,
        words="拉链头掉了",
    )
    agree(doer=boss, case_id=case.pk)
    ship_back(doer=buyer, case_id=case.pk, waybill="ZT7700315528")
    arrive(doer=staff_of(agents[0]), case_id=case.pk)
    inspect(
        doer=staff_of(agents[0]),
        case_id=case.pk,
        verb=Verb.MISS,
        reason="面单签收了，退货架和前台都没有",
    )


def _problems(agents: Sequence[Membership]) -> None:
    parcels = (
        Shipment.objects.filter(shop_id=agents[0].shop_id, signed_at=None)
        .select_related("order")
        .order_by("-problem", "-shipped_at", "-pk")
    )
    for place, (parcel, (trouble, words, told, found)) in enumerate(
        zip(parcels[: len(PROBLEMS_MET)], PROBLEMS_MET, strict=False)
    ):
        actor = agents[place % len(agents)]
        row = take_up_parcel(
            actor=actor,
            order_id=parcel.order_id,
            waybill=parcel.waybill,
            trouble=trouble,
            words=words,
        )
        if told:
            row = told_buyer(actor=actor, row_id=row.pk, version=row.version)
        if found:
            note_check(
                actor=actor, register=PROBLEMS, row_id=row.pk, version=row.version, found=found
            )


def _complaints(agents: Sequence[Membership]) -> None:
    chats = list(
        Conversation.objects.filter(shop_id=agents[0].shop_id, state="active").order_by("pk")[:2]
    )
    stories = (
        ("late", "说好两天发，今天第五天了", (Step.LISTEN, Step.APOLOGISE, Step.GATHER)),
        ("price", "昨天买的今天降了三十", ()),
    )
    for chat, (grievance, words, steps) in zip(chats, stories, strict=False):
        row = open_complaint(
            actor=agents[0], grievance=grievance, words=words, conversation_id=chat.pk
        )
        for step in steps:
            row = tick_step(actor=agents[0], row_id=row.pk, version=row.version, step=step)
        if not steps:
            ask_supervisor(
                actor=agents[0],
                row_id=row.pk,
                version=row.version,
                question="活动第二天降价，能不能退差价",
            )


def _stock_outs(owner: Membership, agents: Sequence[Membership]) -> None:
    line = (
        OrderLine.objects.filter(
            shop_id=owner.shop_id, order__state=OrderState.PAID, product__isnull=False
        )
        .order_by("-order__created_at", "-pk")
        .first()
    )
    if line is None or line.product_id is None:
        return
    row = open_stock_out(
        actor=agents[0],
        product_id=line.product_id,
        back_on=timezone.localdate() + timedelta(days=3),
        words="面料晚到，工厂说三天后交货",
    )
    orders = list(row.orders.order_by("order_id").values_list("order_id", flat=True))
    if len(orders) > 1:
        settle_orders(
            actor=agents[0],
            row_id=row.pk,
            version=row.version,
            order_ids=orders[:1],
            state="told",
        )


def _reships(agents: Sequence[Membership]) -> None:
    """Those of cases are there by themselves; one by hand."""
    order = (
        Order.objects.filter(shop_id=agents[0].shop_id, state=OrderState.SIGNED, paid_fen__gt=0)
        .order_by("-created_at", "-pk")
        .first()
    )
    if order is not None:
        open_reship(actor=agents[-1], order_id=order.pk, what="漏放的赠品袜子 ×1")
