"""The goods on their way back: sent, arrived, looked through, or signed for and not found."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import Held, held_case
from aftersales.actions.allowing import loss_within_limit
from aftersales.actions.moving import Told, make_move, row_for, seen
from aftersales.doer import Doer
from aftersales.errors import WordsWrong
from aftersales.evidence import Evidence, checked
from aftersales.machine.words import Need, Verb
from aftersales.models import Case
from helpdesk.commerce.waybills import plain_waybill
from helpdesk.kernel.clock import now

WAYBILL_MOST = 64


@transaction.atomic
def ship_back(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    waybill: str,
    evidence: Sequence[Evidence] = (),
) -> Case:
    """The buyer has sent the goods under this waybill."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    waybill = _as_printed(waybill)
    held.case.return_waybill = waybill
    told = Told(waybill=waybill, evidence=evidence)
    make_move(held=held, doer=doer, verb=Verb.SHIP_BACK, at=now(), told=told)
    return held.case


@transaction.atomic
def arrive(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    signed_at: datetime | None = None,
    waybill: str = "",
) -> Case:
    """The parcel was signed for; from that moment the law's seven days count."""
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    case, at = held.case, now()
    row_for(held, doer, Verb.ARRIVE)
    signed = signed_at or at
    if not case.opened_at <= signed <= at:
        raise WordsWrong(field=_("签收时间"), problem=_("要在申请之后，也不能在以后"))
    arrived(held=held, doer=doer, at=at, signed=signed, waybill=waybill)
    return case


def arrived(
    *,
    held: Held,
    doer: Doer,
    at: datetime,
    signed: datetime,
    waybill: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """The held case's goods are here since ``signed``; in the caller's transaction."""
    case = held.case
    case.return_signed_at = signed
    if waybill.strip():
        case.return_waybill = _as_printed(waybill)
    make_move(
        held=held,
        doer=doer,
        verb=Verb.ARRIVE,
        at=at,
        told=Told(waybill=case.return_waybill),
        data={**(data or {}), "signed_at": signed.isoformat()},
        timer_from=signed,
    )


@transaction.atomic
def inspect(
    *,
    doer: Doer,
    case_id: int,
    version: int | None = None,
    verb: Verb,
    reason: str = "",
    evidence: Sequence[Evidence] = (),
) -> Case:
    """What came of looking: `PASS`, `MISS`, `FIND`, or `BEAR_LOSS` of a parcel not found."""
    if verb not in (Verb.PASS, Verb.MISS, Verb.FIND, Verb.BEAR_LOSS):
        raise ValueError(verb)
    held = held_case(doer.shop_id, case_id)
    seen(held, version)
    told = Told(reason=checked(reason, str(Need.REASON.label)), evidence=evidence)
    row_for(held, doer, verb)
    if verb is Verb.FIND and held.case.return_signed_at is None:
        held.case.return_signed_at = now()
    met = loss_within_limit(doer=doer, case=held.case) if verb is Verb.BEAR_LOSS else frozenset()
    make_move(held=held, doer=doer, verb=verb, at=now(), told=told, met=met)
    return held.case


def _as_printed(waybill: str) -> str:
    """As a scanner will read it when the parcel comes, whoever typed it."""
    return plain_waybill(checked(waybill, str(Need.WAYBILL.label), WAYBILL_MOST))
