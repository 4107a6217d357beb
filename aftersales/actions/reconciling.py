"""Our books against the payment service's: what differs is written down for a person."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from aftersales.actions.paying import note_discrepancy
from aftersales.gateways.answers import Answer, Movement, RefundGateway, Said
from aftersales.models import Refund, RefundState
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import AuditEntry, Shop
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.sweeping import for_each

logger = logging.getLogger(__name__)

UNKNOWN = "refund.unknown"
LOOK_BACK = timedelta(days=3)
SETTLES = timedelta(minutes=10)
"""Younger ones may still be under way between the two books."""

UNDECIDED = (Said.NO_ANSWER, Said.PENDING)
"""It may still be paid there: what a person said is looked at again."""

SAYS = {RefundState.PAID: Said.PAID, RefundState.REFUSED: Said.REFUSED}


def reconcile(*, gateway: RefundGateway, at: datetime | None = None) -> int:
    """Compare the last days; how many new differences there are. Safe twice: each is noted once.
    A refund that cannot be compared holds up no other."""
    at = at or now()
    movements = list(gateway.movements(at - LOOK_BACK))
    theirs = {one.key: one.answer for one in movements}
    settled = Refund.objects.filter(settled_at__lte=at - SETTLES).order_by("pk")
    ours = settled.filter(settled_at__gte=at - LOOK_BACK, discrepancy="", is_said=False)
    said = settled.filter(is_said=True, compared_at=None)

    def by_us(refund: Refund) -> bool:
        words = _difference(refund, theirs.get(str(refund.key)) or _asked(gateway, refund))
        return bool(words) and _note_once(refund.pk, words)

    def by_a_person(refund: Refund) -> bool:
        answer = theirs.get(str(refund.key)) or gateway.ask(refund.key)
        words = _difference(refund, answer)
        is_new = bool(words) and _note_once(refund.pk, words)
        if answer.said not in UNDECIDED:
            Refund.objects.filter(pk=refund.pk).update(compared_at=at)
        return is_new

    found = for_each(ours, by_us, name="refund") + for_each(said, by_a_person, name="refund")
    return found + _unknown_to_us(movements)


def _asked(gateway: RefundGateway, refund: Refund) -> Answer:
    """Of what the last days' books leave out: it may have been entered before them, and settled
    late. What was paid elsewhere never reached the service (`Need.UNSENT`), or is `is_said`."""
    if refund.state == RefundState.OUTSIDE:
        return Answer(Said.UNKNOWN)
    return gateway.ask(refund.key)


OUTSIDE_AND = {
    Said.PAID: "paid outside, and by the service too",
    Said.PENDING: "paid outside, and pending there: it may be paid again",
}


def _difference(refund: Refund, theirs: Answer) -> str:
    if refund.state == RefundState.OUTSIDE:
        return OUTSIDE_AND.get(theirs.said, "")
    if theirs.said is Said.NO_ANSWER:  # the next time says
        return ""
    if refund.state == RefundState.REFUSED and theirs.said is Said.UNKNOWN:
        return ""  # refused before it was entered: nobody paid
    if theirs.said is not SAYS[RefundState(refund.state)]:
        return f"here {refund.state}, there {theirs.said.value}"
    if theirs.said is Said.PAID and theirs.fen != refund.fen:
        return f"here {refund.fen} fen, there {theirs.fen}"
    return ""


@transaction.atomic
def _note_once(refund_id: int, words: str) -> bool:
    refund = locked(Refund.objects.filter(pk=refund_id).exclude(discrepancy=words)).first()
    if refund is None:  # another worker, a moment ago
        return False
    note_discrepancy(refund=refund, words=words)
    return True


def _unknown_to_us(movements: Sequence[Movement]) -> int:
    """Paid in the name of a shop under a key that is none of ours: on the shop's record, once."""
    keys = [one.key for one in movements if one.answer.said is Said.PAID]
    ours = Refund.objects.filter(key__in=list(filter(_is_key, keys))).values_list("key", flat=True)
    noted = AuditEntry.objects.filter(verb=UNKNOWN, target_id__in=keys)
    strange = set(keys) - set(map(str, ours)) - set(noted.values_list("target_id", flat=True))
    paid = (one for one in movements if one.key in strange)
    return for_each(paid, _note_unknown, name="what the payment service calls")


@transaction.atomic
def _note_unknown(movement: Movement) -> int:
    shop = Shop.objects.filter(slug=movement.shop).first()
    if shop is None:
        logger.error("The payment service paid %s for no shop of ours", movement.key)
        return 0
    locked(Shop.objects.filter(pk=shop.pk)).get()
    noted = AuditEntry.objects.filter(shop=shop, verb=UNKNOWN, target_id=movement.key[:36])
    if noted.exists():  # another worker, a moment ago
        return 0
    record(
        shop_id=shop.pk,
        actor=None,
        verb=UNKNOWN,
        target=("refund", movement.key[:36]),
        data={"target": movement.key[:36], "fen": movement.answer.fen},
    )
    return 1


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
