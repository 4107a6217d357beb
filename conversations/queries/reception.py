"""The page on which people at work are arranged."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from conversations.queries.routing import Load, loads_of
from conversations.routing_rules import LATE_SECONDS
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import listed
from helpdesk.team.models import PresenceState
from helpdesk.team.policy_rules import CAPACITY, PEAK_HOURS
from helpdesk.team.queries.places import (
    groups_of,
    members_at_work,
    places_of,
    running_peak,
    skills_of,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One colleague; ``own_capacity`` None is the shop's rule."""

    member_id: int
    name: str
    state: str
    state_label: str | Promise
    since: str
    until: str
    load: int
    late: int
    capacity: int
    own_capacity: int | None
    skills: frozenset[int]
    skill_names: str


def reception_of(shop_id: int) -> dict[str, Any]:
    """Everybody with state, chats in hand and skills; skills, groups and peak mode."""
    moment = now()
    policies = policies_of(shop_id)
    loads = loads_of(shop_id, now=moment, late_seconds=policies[LATE_SECONDS])
    skills = list(skills_of(shop_id))
    names = {skill.pk: skill.name for skill in skills}
    peak = running_peak(shop_id, now=moment)
    places = {one.member_id: one for one in places_of(shop_id, now=moment, policies=policies)}
    members = list(members_at_work(shop_id))
    normal = policies[CAPACITY]["peak" if peak else "normal"]
    lines = []
    for member in members:
        place, load = places.get(member.pk), loads.get(member.pk, Load())
        live = place is not None and place.live
        state = PresenceState(place.state if place and live else PresenceState.AWAY)
        held = frozenset(place.skills) if place else frozenset()
        lines.append(
            Line(
                member_id=member.pk,
                name=member.public_name,
                state=state.value,
                state_label=state.label,
                since=f"{timezone.localtime(place.since):%H:%M}" if place and live else "",
                until=f"{timezone.localtime(place.until):%H:%M}" if place and place.until else "",
                load=load.total,
                late=load.late,
                capacity=place.capacity if place else normal,
                own_capacity=place.own_capacity if place else None,
                skills=held,
                skill_names=listed(names[one] for one in sorted(held) if one in names),
            )
        )
    shown = {member.pk: member.public_name for member in members}
    return {
        "lines": lines,
        "skills": [
            {"row": skill, "words": listed(skill.words), "kinds": listed(skill.kinds)}
            for skill in skills
        ],
        "groups": [
            {"row": group, "members": ids, "names": listed(shown.get(one, "") for one in ids)}
            for group, ids in groups_of(shop_id)
        ],
        "peak": peak,
        "peak_until": f"{timezone.localtime(peak.until):%H:%M}" if peak else "",
        "rule": policies[CAPACITY],
        "peak_hours": policies[PEAK_HOURS],
    }
