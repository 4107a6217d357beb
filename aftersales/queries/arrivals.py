"""How a case's parcel came to count as arrived, and where the case stood before."""

from dataclasses import dataclass
from datetime import datetime

from aftersales.machine.words import State, Verb
from aftersales.models import Case, CaseEvent


@dataclass(frozen=True, slots=True)
class Before:
    """What to go back to: the move, the buyer's own waybill and when they sent it."""

    verb: Verb
    waybill: str
    sent_at: datetime | None


def before_arrival(case: Case) -> Before | None:
    """None where nobody took a parcel in for it: what was lost and found goes back as missed."""
    if case.state != State.WAIT_SELLER_CONFIRM:
        return None
    events = CaseEvent.objects.filter(shop_id=case.shop_id, case=case).order_by("-version")
    came = events.filter(after__in=(State.WAIT_SELLER_CONFIRM, State.RETURN_LOST))
    arrival = came.filter(before__in=(State.IN_RETURN, State.WAIT_BUYER_SHIP)).first()
    if arrival is None or arrival.verb != Verb.ARRIVE:
        return None
    if arrival.before == State.WAIT_BUYER_SHIP:
        return Before(Verb.NOT_SENT, "", None)
    sent = events.filter(verb=Verb.SHIP_BACK, version__lt=arrival.version).first()
    if sent is None:
        return None
    return Before(Verb.NOT_YET, str(sent.data.get("waybill", "")), sent.at)
