"""Money that is owed leaves: claim, ask or pay, settle. Never twice, whatever dies in between.

A claim is a later `due_at` under SKIP LOCKED; a worker that dies with it loses nothing, it falls
due again. What has been tried before is first asked about; what the service does not know is sent
again under the same key. The calls happen outside of any transaction.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from aftersales.access import held_case
from aftersales.actions.moving import Told, make_move
from aftersales.doer import payer_of
from aftersales.gateways.answers import Answer, Order, RefundGateway, Said
from aftersales.machine.words import State, Verb
from aftersales.models import Refund, RefundState
from aftersales.models.refund import LIVE
from helpdesk.accounts.audit import record
from helpdesk.commerce.models import Order as ShopOrder
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.sweeping import attempt
from helpdesk.realtime.counters import count

CLAIM = timedelta(seconds=60)
"""Longer than two calls can take; after it whoever claimed is taken for dead."""

PAUSES = (5, 30, 120, 600, 1800, 3600)
"""Seconds between tries; the last one for ever: what is owed is never given up."""

CLAIM_SQL = """
WITH due AS (
    SELECT id FROM aftersales_refund
    WHERE state IN ('owed', 'sent') AND due_at <= %(now)s
    ORDER BY due_at, id LIMIT 1
    FOR UPDATE SKIP LOCKED
)
UPDATE aftersales_refund r
SET attempts = r.attempts + 1, due_at = %(until)s, tried_at = %(now)s, state = 'sent'
FROM due WHERE r.id = due.id
RETURNING r.id
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One refund in our hands. ``attempt`` says which claim it was."""

    id: int
    shop_id: int
    case_id: int
    attempt: int
    order: Order


def pay_due(*, gateway: RefundGateway, most: int = 100) -> int:
    """Send what is owed, the oldest first; how many were tried.

    What fails on our side is as if its worker had died: due again when its claim is over, and
    then asked about first.
    """
    tried = 0
    while tried < most and (claimed := claim_one()) is not None:
        attempt(f"refund {claimed.id}", partial(_pay, gateway, claimed))
        tried += 1
    return tried


def _pay(gateway: RefundGateway, claimed: Claimed) -> None:
    settle(claimed=claimed, answer=_try(gateway, claimed))


def _try(gateway: RefundGateway, claimed: Claimed) -> Answer:
    if claimed.attempt > 1:
        answer = gateway.ask(claimed.order.key)
        if answer.said is not Said.UNKNOWN:
            return answer
    return gateway.pay(claimed.order)


@transaction.atomic
def claim_one() -> Claimed | None:
    """What is due longest, for a minute ours alone."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM_SQL, {"now": moment, "until": moment + CLAIM})
        row = cursor.fetchone()
    if row is None:
        return None
    one = Refund.objects.select_related("shop", "order").get(pk=row[0])
    order = Order(one.key, one.shop.slug, one.order.number, one.fen)
    return Claimed(one.pk, one.shop_id, one.case_id, one.attempts, order)


@transaction.atomic
def settle(*, claimed: Claimed, answer: Answer) -> None:
    """Write down what came of it, and move the case where that ends the matter.

    Does nothing where another claim has settled it by now.
    """
    held = held_case(claimed.shop_id, claimed.case_id)
    refund = locked(Refund.objects.filter(state__in=LIVE)).filter(pk=claimed.id).first()
    if refund is None:
        count("refund", 1, "late")
        return
    moment = now()
    count("refund", 1, answer.said.value)
    if answer.said in (Said.PAID, Said.REFUSED):
        refund.state = RefundState(answer.said.value)
        refund.settled_at = moment
        refund.reference, refund.problem = answer.reference, answer.problem
        if answer.said is Said.PAID and answer.fen != refund.fen:
            note_discrepancy(refund=refund, words=f"paid {answer.fen}, owed {refund.fen}")
        refund.save()
        doer = payer_of(claimed.shop_id)
        if answer.said is Said.PAID:
            add_to_refunded(held.order, answer.fen)
            told = Told(reference=answer.reference)
            make_move(held=held, doer=doer, verb=Verb.PAID, at=moment, told=told)
        else:
            told = Told(reason=answer.problem or State.REFUND_FAILED.value)
            make_move(held=held, doer=doer, verb=Verb.PAY_REFUSED, at=moment, told=told)
        return
    pause = PAUSES[min(claimed.attempt, len(PAUSES)) - 1]
    refund.due_at, refund.problem = moment + timedelta(seconds=pause), answer.problem
    refund.save(update_fields=["due_at", "problem"])


def add_to_refunded(order: ShopOrder, fen: int) -> None:
    """The platform's next table says so too; until then this is what lists show."""
    ShopOrder.objects.filter(pk=order.pk).update(
        refunded_fen=Least(F("paid_fen"), F("refunded_fen") + Value(fen))
    )


def note_discrepancy(*, refund: Refund, words: str) -> None:
    """What a person has to look at stands on the refund and in the record; nothing is undone."""
    refund.discrepancy = words[:200]
    refund.save(update_fields=["discrepancy"])
    record(
        shop_id=refund.shop_id,
        actor=None,
        verb="refund.discrepancy",
        target=refund,
        data={"target": f"AS-{refund.case_id}", "reason": words},
    )
    count("refund", 1, "discrepancy")
