"""An order of the cast's shop, and what happens to it in a line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.crypto import get_random_string

from aftersales.actions.answering import agree
from aftersales.actions.opening import open_case
from aftersales.causes import Cause
from aftersales.doer import Doer, buyer_of, staff_of
from aftersales.evidence import Evidence
from aftersales.machine.words import Kind
from aftersales.models import Case, Deadline
from helpdesk.accounts.models import Membership
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.models import Order
from helpdesk.commerce.order_facts import LineFacts
from helpdesk.kernel.clock import now
from tests.cast import Cast
from tests.commerce.test_upserting import FACTS

HOODIE = LineFacts(title="云感连帽卫衣", spec="燕麦色 M", price_fen=10_000)
SOCKS = LineFacts(title="棉袜", spec="白", quantity=2, price_fen=2_500)
WORDS = (Evidence("words", "买家说：不要了，帮我退"),)


def ordered(cast: Cast, *lines: LineFacts, shipped: bool = True, **more: Any) -> Order:
    """Paid ¥150.00 and ¥6.00 freight for a hoodie and socks, unless told otherwise."""
    facts = replace(
        FACTS,
        number=get_random_string(14, "0123456789"),
        lines=lines or (HOODIE, SOCKS),
        state="signed" if shipped else "paid",
        shipped_at=now() - timedelta(days=4) if shipped else None,
        signed_at=now() - timedelta(days=2) if shipped else None,
        created_at=now() - timedelta(days=6),
        paid_at=now() - timedelta(days=6),
        **{
            "goods_fen": 15_000,
            "freight_fen": 600,
            "discount_fen": 0,
            "paid_fen": 15_600,
            **more,
        },
    )
    done = upsert_order(actor=None, shop_id=cast.shop.pk, order=facts)
    return Order.objects.get(pk=done.order_id)


def opened(
    cast: Cast,
    order: Order | None = None,
    *,
    doer: Doer | None = None,
    kind: Kind = Kind.REFUND,
    cause: Cause = Cause.QUALITY,
    positions: Sequence[int] = (1,),
    amount_fen: int = 3_000,
    **more: Any,
) -> Case:
    return open_case(
        doer=doer or buyer_of(cast.shop.pk),
        order_id=(order or ordered(cast)).pk,
        kind=kind,
        cause=cause,
        positions=positions,
        amount_fen=amount_fen,
        **more,
    )


def owed(cast: Cast, member: Membership | None = None, **more: Any) -> Case:
    """A case whose refund waits to be paid."""
    case = opened(cast, **more)
    return agree(doer=staff_of(member or cast.lan), case_id=case.pk)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def running(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, state="running")


def let_pass(case: Case) -> Deadline:
    """What runs is over since a minute."""
    deadline = running(case)
    Deadline.objects.filter(pk=deadline.pk).update(due_at=now() - timedelta(minutes=1))
    return deadline
