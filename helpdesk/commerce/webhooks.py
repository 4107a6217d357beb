"""What other systems can hear of orders: the kinds, and what is told of one."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.flags import COLOURS
from helpdesk.commerce.models import Buyer, Order
from helpdesk.commerce.receivers import shown
from helpdesk.integrations.kinds import EventKind, register_kind
from helpdesk.kernel.clock import iso, now
from helpdesk.kernel.number_masks import mask_people

CHANGED = "order.changed"
CHANGED_IN_BULK = "orders.changed_in_bulk"

EXAMPLE_ORDER = {
    "number": "2611220000417731",
    "fields": ["flag", "memo"],
    "platform": "taobao",
    "state": "paid",
    "goods_fen": 15900,
    "freight_fen": 0,
    "discount_fen": 0,
    "paid_fen": 15900,
    "refunded_fen": 0,
    "created_at": "2026-11-22T02:11:40.000Z",
    "paid_at": "2026-11-22T02:12:03.000Z",
    "shipped_at": None,
    "signed_at": None,
    "finished_at": None,
    "flag": "red",
    "memo": "改单号 小梅",
    "buyer": {"name": "小雨天", "platform": "taobao"},
    "receiver": {"name": "张**", "phone": "138****5678", "address": "浙江省绍兴市越城区***"},
    "at": "2026-11-22T06:31:07.120Z",
}

KINDS = (
    EventKind(
        CHANGED,
        pgettext_lazy("event kind", "订单变了"),
        _("旗子、备注、状态、金额或物流变了；还没送出去就又变，只送最后的样子"),
        EXAMPLE_ORDER,
    ),
    EventKind(
        CHANGED_IN_BULK,
        pgettext_lazy("event kind", "批量导入订单"),
        _("导入时每 500 个订单说一次，带订单号和数目，不一单一单地说"),
        {
            "created": 480,
            "changed": 20,
            "numbers": ["2611220000417731", "2611220000417732"],
            "at": "2026-11-22T06:31:07.120Z",
        },
    ),
)

MOMENTS = ("created_at", "paid_at", "shipped_at", "signed_at", "finished_at")
AMOUNTS = ("goods_fen", "freight_fen", "discount_fen", "paid_fen", "refunded_fen")


def register() -> None:
    """Called once at start."""
    for kind in KINDS:
        register_kind(kind)


def order_data(order: Order, buyer: Buyer | None, fields: Sequence[str]) -> dict[str, Any]:
    """The order as it stands now, and which of it changed. Personal data is masked, always."""
    masked = shown(order)
    moments = {name: getattr(order, name) for name in MOMENTS}
    return {
        "number": order.number,
        "fields": list(fields),
        "platform": order.platform,
        "state": str(order.state),
        **{name: getattr(order, name) for name in AMOUNTS},
        **{name: iso(at) if at else None for name, at in moments.items()},
        "flag": COLOURS[order.flag][0],
        "memo": mask_people(order.memo),
        "buyer": None if buyer is None else {"name": buyer.name, "platform": buyer.platform},
        "receiver": {"name": masked.name, "phone": masked.phone, "address": masked.address},
        "at": iso(now()),
    }


def bulk_data(*, created: int, changed: int, numbers: Sequence[str]) -> dict[str, Any]:
    """Which orders a batch touched; who wants to know more asks."""
    return {
        "created": created,
        "changed": changed,
        "numbers": list(numbers),
        "at": iso(now()),
    }
