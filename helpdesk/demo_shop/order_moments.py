"""How far the order of a scene is when the chat about it begins.

Nothing stands here that the scene's own words do not say; a scene that is not named follows its
stage (an `order` is paid and still in the shop, an `after_sale` is signed for).
"""

from typing import Final, Literal

from helpdesk.demo_shop.scenes import Stage

Moment = Literal[
    "unpaid", "paid", "waiting", "held", "handed", "transit", "stuck", "signed", "back", "refunded"
]

_SCENES: Final[dict[Moment, tuple[str, ...]]] = {
    # Placed a moment ago; the chat is about the price or the paying.
    "unpaid": ("two-yuan-short", "payment-spinning", "mum-pays", "coupon-refused"),
    # Paid days ago and still in the shop.
    "waiting": ("when-ship-or-refund",),
    # Kept in the shop for a week, as the buyer asked.
    "held": ("hold-before-trip",),
    # With the courier since this morning, not scanned before the evening.
    "handed": ("no-waybill-yet",),
    "transit": (
        "moved-house",
        "where-is-my-parcel",
        "two-parcels",
        "courier-was-rude",
        "travelling-change-station",
        "courier-asks-fee",
        "locker-not-home",
        "promised-callback-missed",
    ),
    "stuck": ("no-update-two-days",),
    "signed": ("signed-not-received", "box-crushed", "sent-to-stranger"),
    # Paid back after the chat: in full, or in part.
    "back": ("cancel-unshipped", "going-to-12315", "return-got-no-money", "return-sent-waybill"),
    "refunded": ("price-dropped", "after-few-washes", "hole-in-pocket", "phone-quality-photo"),
}
_BY_SCENE: Final = {slug: moment for moment, slugs in _SCENES.items() for slug in slugs}
UNSHIPPED_BACK: Final = frozenset(("cancel-unshipped",))


def moment_of(scene: str, stage: Stage) -> Moment | None:
    """None for a chat before any order."""
    if stage == "pre_sale":
        return None
    return _BY_SCENE.get(scene, "paid" if stage == "order" else "signed")
