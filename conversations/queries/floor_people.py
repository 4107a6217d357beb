"""Everybody who takes chats, as the floor shows them: state, load, and who waits longest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.functional import Promise

from conversations.queries.routing import Load
from helpdesk.accounts.models import Membership
from helpdesk.commerce.models import Buyer
from helpdesk.team.models import PresenceState
from helpdesk.team.places import Place

LOADS_SQL = """
SELECT owner_id, count(*),
    count(*) FILTER (WHERE waits), count(*) FILTER (WHERE waits AND unanswered_since < %(late)s),
    min(unanswered_since) FILTER (WHERE waits),
    (array_agg(buyer_id ORDER BY unanswered_since, id) FILTER (WHERE waits))[1],
    sum(version)
FROM (
    SELECT id, buyer_id, owner_id, unanswered_since, version,
        unanswered_since IS NOT NULL AND snoozed_until IS NULL AS waits
    FROM conversations_conversation WHERE shop_id = %(shop)s AND state <> 'finished'
) AS c GROUP BY owner_id
"""

RANKS = {state: rank for rank, state in enumerate(PresenceState.values)}


@dataclass(frozen=True, slots=True)
class InHand:
    """Open chats of one person, or of nobody: the queue."""

    total: int = 0
    waiting: int = 0
    late: int = 0
    # Since when the longest one waits for an answer, and whose it is.
    since: datetime | None = None
    longest: str = ""
    version: int = 0

    def as_load(self) -> Load:
        """What routing asks of it."""
        return Load(self.total, self.late)


@dataclass(frozen=True, slots=True)
class OnFloor:
    """One colleague's line."""

    member_id: int
    name: str
    state: str
    state_label: str | Promise
    since: datetime | None
    until: datetime | None
    # 0 where nobody knows: they have never opened a desk.
    capacity: int
    hand: InHand

    @property
    def room(self) -> int:
        """How many new chats routing would still give them."""
        return max(0, self.capacity - self.hand.total) if self.state == "accepting" else 0

    @property
    def full(self) -> bool:
        return 0 < self.capacity <= self.hand.total

    @property
    def share(self) -> int:
        """Percent of the capacity that is in use, at most 100."""
        return min(100, round(100 * self.hand.total / self.capacity)) if self.capacity else 100


def in_hand(shop_id: int, *, now: datetime, late_seconds: int) -> dict[int | None, InHand]:
    """Open chats by owner; None is the queue. Two queries."""
    late = now - timedelta(seconds=late_seconds)
    with connection.cursor() as cursor:
        cursor.execute(LOADS_SQL, {"shop": shop_id, "late": late})
        rows = cursor.fetchall()
    buyers = Buyer.objects.filter(shop_id=shop_id, pk__in=[row[5] for row in rows if row[5]])
    names = dict(buyers.values_list("pk", "name"))
    return {
        owner: InHand(total, waiting, behind, since, names.get(buyer, ""), int(version))
        for owner, total, waiting, behind, since, buyer, version in rows
    }


def people_on_floor(
    places: list[Place], hands: Mapping[int | None, InHand], members: Mapping[int, Membership]
) -> list[OnFloor]:
    """By state and then by number, so that a line stays where it is while its figures move.

    Whoever holds chats and has never opened a desk is there too, as away.
    """
    lines = [_line(place, hands.get(place.member_id, InHand())) for place in places]
    known = {place.member_id for place in places}
    for owner, hand in hands.items():
        if owner is not None and owner not in known and owner in members:
            away = PresenceState.AWAY
            name = members[owner].public_name
            lines.append(OnFloor(owner, name, away, away.label, None, None, 0, hand))
    return sorted(lines, key=lambda one: (RANKS[one.state], one.member_id))


def _line(place: Place, hand: InHand) -> OnFloor:
    state = PresenceState(place.state if place.live else PresenceState.AWAY)
    return OnFloor(
        member_id=place.member_id,
        name=place.name,
        state=state.value,
        state_label=state.label,
        since=place.since if place.live else None,
        until=place.until,
        capacity=place.capacity,
        hand=hand,
    )
