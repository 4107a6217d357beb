"""What a case is worth in words for the buyer: sum, freight, days. Pure."""

from collections.abc import Mapping

from aftersales.causes import Payer
from aftersales.machine.table import BACK, GOES_OUT, PAYS
from aftersales.machine.words import Kind
from helpdesk.kernel.money import yuan

PAYER_SAID = {
    Payer.SELLER: ("店里出", "paid by the shop"),
    Payer.BUYER: ("由您出", "paid by you"),
    Payer.COURIER: ("店里先垫", "paid by the shop first"),
}
"""As it reads after 「寄回的运费」, in Chinese and in English."""


def case_values(
    kind: Kind,
    fen: int,
    payer: Payer,
    *,
    ships_days: int,
    confirms_days: int,
    sends_hours: int,
    address: str,
    language: str,
) -> Mapping[str, str | None]:
    """The after-sales variables; None where there is nothing to say."""
    comes_back = kind in BACK
    said = PAYER_SAID.get(payer) if comes_back else None
    days = None
    if comes_back or kind in GOES_OUT:  # what comes back is checked before another goes out
        checked = confirms_days if comes_back else 0
        days = checked + (-(-sends_hours // 24) if kind in GOES_OUT else 0)
    return {
        "refund": yuan(fen) if kind in PAYS and fen else None,
        "freight_payer": said[language == "en"] if said else None,
        "return_address": (address or None) if comes_back else None,
        "return_days": str(ships_days) if comes_back else None,
        "case_days": str(days) if days else None,
    }
