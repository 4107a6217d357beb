"""What a colleague has learnt about a buyer: type, temperament, a note on how to serve them."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.commerce.errors import (
    BuyerNotFound,
    ProfileChangedMeanwhile,
    ProfileNoteBroken,
    ProfileNoteTooLong,
    ProfileWordUnknown,
)
from helpdesk.commerce.models import Buyer, BuyerProfile, BuyerType, Temperament
from helpdesk.commerce.models.profile import NOTE_LENGTH
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.text import is_storable
from helpdesk.realtime.inside_events import BuyerProfiled
from helpdesk.realtime.publish import publish


@transaction.atomic
def set_profile(
    *, actor: Membership, buyer_id: int, kind: str, temperament: str, note: str, seen: int
) -> BuyerProfile:
    """A new version of what is known of the buyer; the same again changes nothing.

    ``seen`` is the version the person began from: ProfileChangedMeanwhile when a colleague was
    quicker. ProfileNoteTooLong, ProfileNoteBroken, ProfileWordUnknown for what does not fit.
    """
    note = note.replace("\r\n", "\n").strip()
    if kind not in {"", *BuyerType.values} or temperament not in {"", *Temperament.values}:
        raise ProfileWordUnknown()
    if not is_storable(note):
        raise ProfileNoteBroken()
    if len(note) > NOTE_LENGTH:
        raise ProfileNoteTooLong(length=len(note), limit=NOTE_LENGTH)
    try:
        buyer = locked(Buyer.objects.filter(shop_id=actor.shop_id)).get(pk=buyer_id)
    except Buyer.DoesNotExist:
        raise BuyerNotFound() from None
    rows = BuyerProfile.objects.filter(shop_id=actor.shop_id, buyer=buyer)
    held = rows.order_by("-version").first() or BuyerProfile(version=0)
    if (held.kind, held.temperament, held.note) == (kind, temperament, note):
        return held
    if held.version != seen:
        raise ProfileChangedMeanwhile()
    profile = BuyerProfile.objects.create(
        shop_id=actor.shop_id,
        buyer=buyer,
        version=held.version + 1,
        kind=kind,
        temperament=temperament,
        note=note,
        member=actor,
        at=now(),
    )
    record(
        shop_id=actor.shop_id,
        actor=actor.user,
        verb="buyer.profiled",
        target=buyer,
        data={"target": buyer.name, "kind": kind, "temperament": temperament, "note": note},
    )
    publish(actor.shop_id, BuyerProfiled(buyer=buyer.pk))
    return profile
