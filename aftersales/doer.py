"""Who does something to a case: a plain value that every door builds and every action takes."""

from dataclasses import dataclass

from aftersales.machine.words import Who
from helpdesk.accounts.models import Membership, User


@dataclass(frozen=True, kw_only=True)
class Doer:
    """A buyer, a colleague, the time or the payment service, in one shop."""

    shop_id: int
    who: Who
    member_id: int | None = None
    name: str = ""
    role: str = ""
    user: User | None = None


def staff_of(member: Membership) -> Doer:
    """A colleague. What is a buyer's deed, they record for the buyer, with the buyer's words."""
    return Doer(
        shop_id=member.shop_id,
        who=Who.STAFF,
        member_id=member.pk,
        name=member.user.shown_name,
        role=member.role,
        user=member.user,
    )


def buyer_of(shop_id: int, name: str = "") -> Doer:
    """The buyer of a case, as whoever let them in has made sure."""
    return Doer(shop_id=shop_id, who=Who.BUYER, name=name)


def time_of(shop_id: int) -> Doer:
    """The machine at the end of a deadline."""
    return Doer(shop_id=shop_id, who=Who.TIME)


def payer_of(shop_id: int) -> Doer:
    """The payment service, by what it answered."""
    return Doer(shop_id=shop_id, who=Who.MONEY)
