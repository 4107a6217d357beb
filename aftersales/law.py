"""Which refusals the law forbids, and by which words of it. Pure; sources in docs/trade.md.

Consumer Protection Law (消费者权益保护法) articles 24 and 25, the Interim Measures for returns
within seven days (2017), and the Measures for invoices. What the law leaves open, the shop decides.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aftersales.causes import FAULTS, Cause, Refusal
from aftersales.machine.words import Kind, State

NO_REASON_DAYS = 7
"""By law; nobody's rule makes it shorter."""

RETURNS = (Kind.REFUND, Kind.RETURN, Kind.EXCHANGE)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a refusal is judged by."""

    kind: Kind
    state: State
    cause: Cause
    shipped_at: datetime | None
    signed_at: datetime | None
    opened_at: datetime
    return_signed_at: datetime | None
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The law that stands against it, and what it says."""

    law: str | Promise
    says: str | Promise


ARTICLE_24 = Forbidden(
    _("消费者权益保护法第二十四条"),
    _("质量不合要求的，七天内可以退，之后也要修或换，运费商家出"),
)
ARTICLE_25 = Forbidden(
    _("消费者权益保护法第二十五条"),
    _("网购签收七天内退货不用说理由；打开看看、试一试不算不完好"),
)
ARTICLE_25_BACK = Forbidden(
    _("消费者权益保护法第二十五条"),
    _("退件签收后七天内要退款；签收了找不到，是商家和快递之间的事"),
)
CONTRACT = Forbidden(
    _("民法典第五百七十七条"),
    _("货还没发，买家要退就退；没按约定交货的一方要承担责任"),
)
INVOICES = Forbidden(
    _("电子商务法第十四条"),
    _("卖了东西就要依法开发票，买家要就开"),
)


def last_day_without_reason(signed_at: datetime, zone: ZoneInfo) -> date:
    """Seven days that begin on the day after the goods were signed for."""
    return signed_at.astimezone(zone).date() + timedelta(NO_REASON_DAYS)


def in_seven_days(it: Situation) -> bool:
    """Whether the buyer asked while no reason was needed; goods not yet signed for count."""
    if it.signed_at is None:
        return True
    return it.opened_at.astimezone(it.zone).date() <= last_day_without_reason(it.signed_at, it.zone)


def forbidden(refusal: Refusal, it: Situation) -> Forbidden | None:
    """The law that forbids this refusal here, or None."""
    if it.kind is Kind.INVOICE:
        return None if refusal is Refusal.ALREADY_DONE else INVOICES
    if refusal is Refusal.NOT_FOUND:
        return ARTICLE_25_BACK
    if it.kind not in RETURNS:
        return _of_fault(refusal, it)
    if it.shipped_at is None:
        return None if refusal in (Refusal.ALREADY_DONE, Refusal.CONFIRMED) else CONTRACT
    return _of_fault(refusal, it) or _of_change_of_mind(refusal, it)


def lawful_refusals(it: Situation) -> list[Refusal]:
    """What may be offered as grounds."""
    return [refusal for refusal in Refusal if forbidden(refusal, it) is None]


def _of_fault(refusal: Refusal, it: Situation) -> Forbidden | None:
    """A fault is answered by what was found out, not by dates, categories or wrappings."""
    if it.cause not in FAULTS:
        return None
    proven = {Refusal.NO_FAULT, Refusal.NOT_OURS, Refusal.ALREADY_DONE}
    if it.return_signed_at is not None:
        proven.add(Refusal.NOT_INTACT)
    return None if refusal in proven else ARTICLE_24


def _of_change_of_mind(refusal: Refusal, it: Situation) -> Forbidden | None:
    if it.cause in FAULTS or not in_seven_days(it):
        return None
    sound = {Refusal.EXCLUDED, Refusal.CONFIRMED, Refusal.ALREADY_DONE}
    if it.kind is Kind.REFUND:  # the goods would stay with the buyer: nobody owes that
        sound |= {Refusal.ALREADY_SENT, Refusal.NO_REASON, Refusal.NOT_OWED}
    if it.return_signed_at is not None:  # only who has the goods can say what they are like
        sound |= {Refusal.NOT_INTACT, Refusal.NOT_OURS}
    return None if refusal in sound else ARTICLE_25
