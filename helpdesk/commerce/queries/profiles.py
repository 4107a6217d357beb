"""How a buyer is best spoken to, as colleagues have put it down."""

from typing import Any

from helpdesk.commerce.models import BuyerProfile, BuyerType, Temperament
from helpdesk.commerce.tone_tips import tips_for

HISTORY_SHOWN = 10


def profile_panel(*, shop_id: int, buyer_id: int) -> dict[str, Any]:
    """What the panel's head shows: the profile that holds, its tips, and its history."""
    rows = BuyerProfile.objects.filter(shop_id=shop_id, buyer_id=buyer_id)
    versions = list(rows.select_related("member__user").order_by("-version")[:HISTORY_SHOWN])
    held = versions[0] if versions else BuyerProfile(version=0)
    return {
        "version": held.version,
        "kind": held.kind,
        "kind_label": held.get_kind_display(),
        "temperament": held.temperament,
        "temperament_label": held.get_temperament_display(),
        "note": held.note,
        "tips": tips_for(held.kind, held.temperament),
        "kinds": BuyerType.choices,
        "temperaments": Temperament.choices,
        "history": [
            {
                "who": one.member.public_name,
                "at": one.at,
                "kind": one.get_kind_display(),
                "temperament": one.get_temperament_display(),
                "note": one.note,
            }
            for one in versions
        ],
    }
