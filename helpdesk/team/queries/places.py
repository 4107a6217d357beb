"""Everybody of a shop who may take chats, as they stand at one moment."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import policies_of
from helpdesk.kernel import clock
from helpdesk.realtime.shapes import PresenceShape
from helpdesk.team.models import Group, GroupMember, MemberSkill, PeakMode, Presence, Skill
from helpdesk.team.places import Place, capacity_of, is_live
from helpdesk.team.policy_rules import AWAY_SECONDS, CAPACITY


def places_of(
    shop_id: int, *, now: datetime, policies: dict[str, Any] | None = None
) -> list[Place]:
    """Every active member who has ever opened a desk, by number."""
    rules = policies_of(shop_id) if policies is None else policies
    peak = running_peak(shop_id, now=now) is not None
    skills: dict[int, list[int]] = defaultdict(list)
    pairs = MemberSkill.objects.filter(shop_id=shop_id).values_list("member_id", "skill_id")
    for member_id, skill_id in pairs:
        skills[member_id].append(skill_id)
    return [
        Place(
            member_id=row.member_id,
            name=row.member.public_name,
            role=row.member.role,
            state=row.state,
            since=row.since,
            until=row.until,
            live=is_live(row.seen_at, now=now, away_seconds=rules[AWAY_SECONDS]),
            capacity=capacity_of(row.capacity, rules[CAPACITY], peak=peak),
            own_capacity=row.capacity,
            last_routed_at=row.last_routed_at,
            skills=tuple(sorted(skills[row.member_id])),
            typing_in=row.typing_in,
            typing_at=row.typing_at,
        )
        for row in presences_of(shop_id)
    ]


def presences_of(shop_id: int) -> QuerySet[Presence]:
    """The presences of active members, with the member and the person."""
    return (
        Presence.objects.filter(
            shop_id=shop_id, member__is_active=True, member__user__is_active=True
        )
        .select_related("member__user")
        .order_by("member_id")
    )


def running_peak(shop_id: int, *, now: datetime | None = None) -> PeakMode | None:
    """The peak mode that holds at this moment."""
    return PeakMode.objects.filter(
        shop_id=shop_id, ended_at=None, until__gt=now or clock.now()
    ).first()


def presence_shape(presence: Presence) -> PresenceShape:
    """A presence, fetched with its member, as the wire tells it."""
    return {
        "member": {"id": presence.member_id, "name": presence.member.public_name},
        "state": presence.state,  # type: ignore[typeddict-item]
        "since": clock.iso(presence.since),
        "until": clock.iso(presence.until) if presence.until else None,
        "capacity": presence.capacity,
    }


def groups_of(shop_id: int) -> list[tuple[Group, list[int]]]:
    """The groups by name, each with the numbers of its active members."""
    members: dict[int, list[int]] = defaultdict(list)
    places = GroupMember.objects.filter(
        shop_id=shop_id, member__is_active=True, member__user__is_active=True
    )
    for group_id, member_id in places.order_by("member_id").values_list("group_id", "member_id"):
        members[group_id].append(member_id)
    groups = Group.objects.filter(shop_id=shop_id).order_by("name")
    return [(group, members[group.pk]) for group in groups]


def skills_of(shop_id: int) -> QuerySet[Skill]:
    """The shop's skills by name."""
    return Skill.objects.filter(shop_id=shop_id).order_by("name")


def members_at_work(shop_id: int) -> QuerySet[Membership]:
    """The shop's active members, with their person."""
    rows = Membership.objects.filter(shop_id=shop_id, is_active=True, user__is_active=True)
    return rows.select_related("user").order_by("pk")
