"""Who is speaking in a thread: a plain value that every door builds and every action takes."""

from dataclasses import dataclass

from helpdesk.accounts.models import Membership
from helpdesk.realtime.shapes import Side


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """A person with access to a shop's threads, as `access.py` or a socket established it."""

    shop_id: int
    side: Side
    member_id: int | None = None
    name: str | None = None
    role: str | None = None

    @property
    def member(self) -> int:
        """The colleague's number; only a colleague has one."""
        assert self.member_id is not None
        return self.member_id

    @property
    def is_agent(self) -> bool:
        return self.side == "agent"


def buyer_of(shop_id: int) -> Speaker:
    """The buyer's side of a thread of this shop."""
    return Speaker(shop_id=shop_id, side="buyer")


def agent_of(member: Membership) -> Speaker:
    """A member of the shop as a speaker."""
    return Speaker(
        shop_id=member.shop_id,
        side="agent",
        member_id=member.pk,
        name=member.public_name,
        role=member.role,
    )
