"""What can be done about a case: what the buyer gets, what it costs the shop, who may decide. Pure.

Saying no is no option here: on which grounds that is lawful stands in `law.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aftersales.causes import Cause, Payer
from aftersales.freight import freight_of
from aftersales.limits import limit_fen, roles_for, rule_for
from aftersales.machine.table import BACK, PAYS
from aftersales.machine.words import Kind, Word
from helpdesk.accounts.models.membership import Role


class Way(Word):
    """One thing that can be done. A refund without return is two: part of it, or all."""

    REFUND_PART = "refund_part", pgettext_lazy("case option", "部分退款")
    EXCHANGE = "exchange", pgettext_lazy("case option", "换一件")
    RESHIP = "reship", pgettext_lazy("case option", "补发")
    REPAIR = "repair", pgettext_lazy("case option", "维修")
    PRICE = "price", pgettext_lazy("case option", "退差价")
    GOODWILL = "goodwill", pgettext_lazy("case option", "小额补偿")
    INVOICE = "invoice", pgettext_lazy("case option", "开发票")
    RETURN = "return", pgettext_lazy("case option", "退货退款")
    REFUND_ALL = "refund_all", pgettext_lazy("case option", "仅退款，全额")


KIND_OF = {
    way: Kind.REFUND if way in (Way.REFUND_PART, Way.REFUND_ALL) else Kind(way.value) for way in Way
}
W = Way

SHIPPED: Mapping[Cause, Sequence[Way]] = {
    Cause.DISLIKE: (W.RETURN, W.EXCHANGE, W.GOODWILL, W.REFUND_PART, W.REFUND_ALL),
    Cause.QUALITY: (W.REFUND_PART, W.EXCHANGE, W.REPAIR, W.RETURN, W.REFUND_ALL),
    Cause.WRONG: (W.REFUND_PART, W.EXCHANGE, W.RESHIP, W.RETURN, W.REFUND_ALL),
    Cause.SHORT: (W.RESHIP, W.REFUND_PART, W.RETURN, W.REFUND_ALL),
    Cause.DAMAGED: (W.REFUND_PART, W.EXCHANGE, W.RESHIP, W.RETURN, W.REFUND_ALL),
    Cause.CANNOT_USE: (W.EXCHANGE, W.REPAIR, W.RETURN, W.GOODWILL, W.REFUND_PART, W.REFUND_ALL),
    Cause.LATE: (W.GOODWILL, W.RETURN, W.REFUND_PART, W.REFUND_ALL),
    Cause.LOST: (W.RESHIP, W.REFUND_ALL),
    Cause.MISDELIVERED: (W.RESHIP, W.REFUND_ALL),
    Cause.PRICE_DROPPED: (W.PRICE, W.RETURN, W.GOODWILL, W.REFUND_ALL),
    Cause.MISTAKEN: (W.RETURN, W.EXCHANGE, W.GOODWILL, W.REFUND_PART, W.REFUND_ALL),
    Cause.OTHER: (W.GOODWILL, W.INVOICE, W.REFUND_PART, W.EXCHANGE, W.RETURN, W.REFUND_ALL),
}
"""By what happened, once the goods have left; the cheapest for both sides first, as a rule."""

UNSHIPPED: Mapping[Cause, Sequence[Way]] = {
    **dict.fromkeys(Cause, (W.REFUND_ALL,)),
    Cause.LATE: (W.GOODWILL, W.REFUND_ALL),
    Cause.PRICE_DROPPED: (W.PRICE, W.REFUND_ALL),
    Cause.OTHER: (W.GOODWILL, W.INVOICE, W.REFUND_ALL),
}
"""While the shop still has the goods nothing can come back, be exchanged or be sent again."""

WHOLE = (Way.GOODWILL, Way.INVOICE)
"""About the order, whichever lines were ticked."""

GETS: Mapping[Way, str | Promise] = {
    W.REFUND_PART: _("东西留着，退一部分"),
    W.EXCHANGE: _("寄回，店里再发一件"),
    W.RESHIP: _("不用寄回，店里再发一件"),
    W.REPAIR: _("寄回，修好再发给买家"),
    W.PRICE: _("东西留着，退差价"),
    W.GOODWILL: _("东西留着，补一点心意"),
    W.INVOICE: _("一张发票"),
    W.RETURN: _("寄回，验过货退款"),
    W.REFUND_ALL: _("不用寄回，全额退"),
}

AGAIN = (Kind.EXCHANGE, Kind.REPAIR, Kind.RESHIP)
"""A parcel goes out once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What things cost the shop, by its own rules."""

    out_fen: int
    back_fen: int
    goods_percent: int
    resale_percent: int
    part_percent: int
    goodwill_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the options are worked out from."""

    cause: Cause
    shipped: bool
    # Whether any line of the order is chosen, and what was paid for those.
    has_lines: bool
    goods_fen: int
    # By how much those cost less now; 0 where that is not known.
    dropped_fen: int
    # The most that may go back, by kind; of a change also the least and the one sum that stays.
    most: Mapping[Kind, int]
    fixed: Mapping[Kind, int]
    figures: Figures
    # Who decides, what their role may let go by rule, and what they let go on this order already.
    role: str
    limits: Mapping[str, Mapping[str, Any]]
    let_go_fen: int


class Part(Word):
    """What a cost is for."""

    BACK = "back", pgettext_lazy("case cost", "寄回的运费")
    OUT = "out", pgettext_lazy("case cost", "再寄一次的运费")
    GOODS = "goods", pgettext_lazy("case cost", "货不回来，按进价算")
    RESALE = "resale", pgettext_lazy("case cost", "退回来再卖的折损")


@dataclass(frozen=True, slots=True)
class Cost:
    """One part of what an option costs beyond the refund."""

    part: Part
    fen: int


@dataclass(frozen=True, slots=True)
class Option:
    """One way with its price. ``fen`` is what the buyer would get, as first proposed; 0 where that
    is not known."""

    way: Way
    kind: Kind
    gets: str | Promise
    fen: int
    least_fen: int
    most_fen: int
    costs: Sequence[Cost]

    @property
    def pays(self) -> bool:
        return self.kind in PAYS

    @property
    def cost_fen(self) -> int:
        """Beyond the refund."""
        return sum(cost.fen for cost in self.costs)


@dataclass(frozen=True, slots=True)
class Decider:
    """Whether the colleague may decide on this sum alone; who else may."""

    may: bool
    # None: no end.
    limit_fen: int | None
    let_go_fen: int
    roles: Sequence[Role]


def options_for(it: Circumstances) -> list[Option]:
    """What is possible here. What pays is left out where nothing is left to pay."""
    ways = (SHIPPED if it.shipped else UNSHIPPED)[it.cause]
    found = []
    for way in ways:
        kind = KIND_OF[way]
        if way not in WHOLE and not it.has_lines:
            continue
        most = it.most.get(kind, 0) if kind in PAYS else 0
        if kind in PAYS and most < 1:
            continue
        found.append(_option(way, kind, most, it))
    return found


def decider_for(kind: Kind, fen: int, it: Circumstances) -> Decider:
    """As `actions/allowing.py` will judge it: what was let go on the order before counts."""
    if kind not in PAYS:
        return Decider(True, None, 0, ())
    limits = it.limits[rule_for(kind)]
    most = limit_fen(it.role, limits)
    whole = fen + (it.let_go_fen if most is not None else 0)
    return Decider(most is None or whole <= most, most, it.let_go_fen, roles_for(whole, limits))


def _option(way: Way, kind: Kind, most: int, it: Circumstances) -> Option:
    least = min(1, most)
    if kind in it.fixed:
        least = most = it.fixed[kind]
    return Option(
        way=way,
        kind=kind,
        gets=GETS[way],
        fen=_proposed(way, least, most, it) if kind in PAYS else 0,
        least_fen=least,
        most_fen=most,
        costs=_costs(way, kind, it),
    )


def _proposed(way: Way, least: int, most: int, it: Circumstances) -> int:
    """All that may go back, but where the goods stay: the shop's usual share in whole yuan, its
    usual sum, or what the price fell by."""
    if least == most:
        return most
    match way:
        case Way.REFUND_PART:
            goods = min(most, it.goods_fen)  # freight that is owed is no share of the thing
            return max(least, _share(goods, it.figures.part_percent) // 100 * 100)
        case Way.GOODWILL:
            return min(most, it.figures.goodwill_fen)
        case Way.PRICE:
            return min(most, it.dropped_fen)
    return most


def _costs(way: Way, kind: Kind, it: Circumstances) -> list[Cost]:
    payer = freight_of(it.cause, shipped=it.shipped).payer
    figures = it.figures
    costs: list[Cost] = []
    if kind in BACK and payer in (Payer.SELLER, Payer.COURIER):
        costs.append(Cost(Part.BACK, figures.back_fen))
    if kind in AGAIN:
        costs.append(Cost(Part.OUT, figures.out_fen))
    if kind is Kind.RESHIP or (way is Way.REFUND_ALL and it.shipped):
        costs.append(Cost(Part.GOODS, _share(it.goods_fen, figures.goods_percent)))
    if kind in (Kind.RETURN, Kind.EXCHANGE):
        costs.append(Cost(Part.RESALE, _share(it.goods_fen, figures.resale_percent)))
    return costs


def _share(fen: int, percent: int) -> int:
    return (fen * percent + 50) // 100
