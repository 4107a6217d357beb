"""Parcels that lie here although their case does not wait for goods yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from aftersales.access import Held
from aftersales.machine.timers import UNITS, due_after, length_of
from aftersales.machine.words import Timer
from aftersales.models.case import Case
from aftersales.queries.timer_rules import rule_taken
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.queries.scanning import ARRIVES_FROM, GOODS_COME_BACK, case_awaiting
from helpdesk.kernel.clock import now


def kept_for(case: Case) -> QuerySet[ReturnedParcel]:
    """Those that were matched with it, the first one first."""
    return _open(case).filter(case_id=case.pk)


def under_its_waybill(case: Case) -> QuerySet[ReturnedParcel]:
    """The one that nobody knew, under the waybill that its buyer says is theirs; none where
    another case says the same."""
    number = case.return_waybill
    if not number or case_awaiting(case.shop_id, number) != case.pk:
        return ReturnedParcel.objects.none()
    return _open(case).filter(case=None, waybill=number)


@dataclass(frozen=True, slots=True)
class Here:
    """One of them as the page of a case says it, and what becomes of it."""

    row: ReturnedParcel
    then: str

    @property
    def is_its(self) -> bool:
        """Whether somebody has said that it is this case's."""
        return self.row.case_id is not None


def here_for(held: Held) -> list[Here]:
    """What somebody who decides should know to lie here: its own, and what was put down for its
    order and no case has. One query, before the goods count as arrived; one more where one lies
    here, for the days in which it has to be looked through."""
    case = held.case
    if not case.is_open or case.kind not in GOODS_COME_BACK or case.return_signed_at is not None:
        return []
    mine = Q(case_id=case.pk) | Q(case=None, order_id=case.order_id)
    rows = list(_open(case).filter(mine))
    since = next((max(one.opened_at, case.opened_at) for one in rows if one.case_id), None)
    then = _then(held, since) if since is not None else ""
    unknown = _("记在这个订单，还没对上是哪一单的。")
    return [Here(row, then if row.case_id else unknown) for row in rows]


def _then(held: Held, since: datetime) -> str:
    """What becomes of goods that are here since then, once the case waits for them."""
    if held.case.state in ARRIVES_FROM:  # kept from before the case went on by itself
        return _("到那一件里收下，这单就到验货。")
    length = length_of(Timer.CONFIRM, shipped=True)
    taken = rule_taken(held.case.shop_id, length.rule, platform=held.order.platform, at=now())
    if due_after(since, taken.value * UNITS[length.unit]).at <= now():
        return _(
            "它到了已经超过 %(days)s 天，验货的期限过了：一同意就算验过，该退的马上退。先去看货。"
        ) % {"days": taken.value}
    return _("同意以后直接到验货，不用再扫；退款的法定期限从它到的那天算。")


def _open(case: Case) -> QuerySet[ReturnedParcel]:
    rows = ReturnedParcel.objects.filter(shop_id=case.shop_id, is_open=True)
    return rows.order_by("opened_at", "pk")
