"""Our books against the payment service's: what differs is written down for a person."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from aftersales.actions.paying import note_discrepancy
from aftersales.gateways.answers import Answer, RefundGateway, Said
from aftersales.models import Refund, RefundState
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import AuditEntry
from helpdesk.kernel.clock import now

LOOK_BACK = timedelta(days=3)
SETTLES = timedelta(minutes=10)
"""Younger ones may still be under way between the two books."""

SAYS = {RefundState.PAID: Said.PAID, RefundState.REFUSED: Said.REFUSED}


def reconcile(*, gateway: RefundGateway, at: datetime | None = None) -> int:
    """Compare the last days; how many new differences there are. Safe twice: each is noted once."""
    at = at or now()
    theirs = {one.key: one.answer for one in gateway.movements(at - LOOK_BACK)}
    found = 0
    ours = Refund.objects.filter(settled_at__range=(at - LOOK_BACK, at), discrepancy="")
    for refund in ours.filter(settled_at__lte=at - SETTLES).order_by("pk"):
        words = _difference(refund, theirs.get(str(refund.key)))
        if words:
            with transaction.atomic():
                note_discrepancy(refund=refund, words=words)
            found += 1
    return found + _unknown_to_us(theirs)


def _difference(refund: Refund, theirs: Answer | None) -> str:
    if refund.state == RefundState.OUTSIDE:
        paid_too = theirs is not None and theirs.said is Said.PAID
        return "paid outside, and by the service too" if paid_too else ""
    said = theirs.said if theirs is not None else Said.UNKNOWN
    if said is not SAYS[RefundState(refund.state)]:
        return f"here {refund.state}, there {said.value}"
    if said is Said.PAID and theirs is not None and theirs.fen != refund.fen:
        return f"here {refund.fen} fen, there {theirs.fen}"
    return ""


def _unknown_to_us(theirs: dict[str, Answer]) -> int:
    known = {
        str(key)
        for key in Refund.objects.filter(key__in=list(filter(_is_key, theirs))).values_list(
            "key", flat=True
        )
    }
    strange = [key for key, answer in theirs.items() if answer.said is Said.PAID]
    strange = [key for key in strange if key not in known]
    noted = set(
        AuditEntry.objects.filter(verb="refund.unknown", target_id__in=strange).values_list(
            "target_id", flat=True
        )
    )
    fresh = [key for key in strange if key not in noted]
    for key in fresh:
        with transaction.atomic():
            record(
                shop_id=None,
                actor=None,
                verb="refund.unknown",
                target=("refund", key[:36]),
                data={"target": key[:36], "fen": theirs[key].fen},
            )
    return len(fresh)


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
