"""The floor at one moment: figures, people, queue, angry buyers, peak mode."""

from dataclasses import dataclass
from datetime import datetime

from conversations.queries.floor_anger import Angry, angry_of
from conversations.queries.floor_people import InHand, OnFloor, in_hand, people_on_floor
from conversations.queries.floor_queue import Queued, queue_of
from conversations.queries.routing import candidate_of
from conversations.routing_rules import LATE_SECONDS
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.team.policy_rules import CAPACITY, PEAK_HOURS
from helpdesk.team.queries.places import members_at_work, places_of, running_peak

WAIT_STEPS = "chat.wait_steps"


@dataclass(frozen=True, slots=True)
class Head:
    """The figures of now; each opens the list that it is made of."""

    open: int
    waiting: int
    queued: int
    since: datetime | None
    longest: str
    accepting: int
    room: int


@dataclass(frozen=True, slots=True)
class Peak:
    """Peak mode, on until a moment or off, and what it would change."""

    until: datetime | None
    normal: int
    most: int
    hours: int


@dataclass(frozen=True, slots=True)
class Floor:
    """All of it; ``steps`` are the shop's waiting steps, ``checksum`` agrees with the desk's."""

    moment: datetime
    head: Head
    people: list[OnFloor]
    at_work: int
    queue: list[Queued]
    angry: list[Angry]
    peak: Peak
    steps: list[int]
    checksum: int

    @property
    def one_why(self) -> str:
        """The reason, where all who are shown wait for the same: it is then said once."""
        reasons = {one.why for one in self.queue}
        return reasons.pop() if len(self.queue) > 1 and len(reasons) == 1 else ""

    @property
    def queue_more(self) -> int:
        """How many more wait than are shown."""
        return max(0, self.head.queued - len(self.queue))


def floor_of(shop_id: int) -> Floor:
    """Fourteen queries at most, however many chats and people there are."""
    moment = now()
    policies = policies_of(shop_id)
    hands = in_hand(shop_id, now=moment, late_seconds=policies[LATE_SECONDS])
    places = places_of(shop_id, now=moment, policies=policies)
    members = {member.pk: member for member in members_at_work(shop_id)}
    people = people_on_floor(places, hands, members)
    candidates = [
        candidate_of(one, hands.get(one.member_id, InHand()).as_load(), moment) for one in places
    ]
    peak, rule = running_peak(shop_id, now=moment), policies[CAPACITY]
    return Floor(
        moment=moment,
        head=_head(hands, people),
        people=people,
        at_work=sum(one.state != "away" for one in people),
        queue=queue_of(shop_id, now=moment, policies=policies, candidates=candidates),
        angry=angry_of(shop_id),
        peak=Peak(peak.until if peak else None, rule["normal"], rule["peak"], policies[PEAK_HOURS]),
        steps=policies[WAIT_STEPS],
        checksum=sum(hand.version for hand in hands.values()),
    )


def _head(hands: dict[int | None, InHand], people: list[OnFloor]) -> Head:
    longest = min(
        (hand for hand in hands.values() if hand.since is not None),
        key=lambda hand: hand.since or datetime.max,
        default=InHand(),
    )
    accepting = [one for one in people if one.state == "accepting"]
    return Head(
        open=sum(hand.total for hand in hands.values()),
        waiting=sum(hand.waiting for hand in hands.values()),
        queued=hands.get(None, InHand()).total,
        since=longest.since,
        longest=longest.longest,
        accepting=len(accepting),
        room=sum(one.room for one in accepting),
    )
