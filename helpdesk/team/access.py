"""The only door to presences, skills and groups; a stranger gets not-found."""

from collections.abc import Collection

from helpdesk.accounts.access import member_for_person, require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked
from helpdesk.team.models import Group, PeakMode, Presence, PresenceState, Skill


def locked_presence(shop_id: int, member_id: int) -> Presence:
    """The member's presence, held until the transaction ends, or NotFound."""
    rows = Presence.objects.filter(shop_id=shop_id, member_id=member_id)
    found: Presence | None = locked(rows).first()
    if found is None:
        raise NotFound()
    return found


def hold_place(shop_id: int, member_id: int) -> None:
    """Keep routing from counting this person's chats until the transaction ends."""
    list(locked(Presence.objects.filter(shop_id=shop_id, member_id=member_id)))


def hold_places(shop_id: int) -> None:
    """Keep everybody's state and count of chats as they are until the transaction ends."""
    rows = Presence.objects.filter(shop_id=shop_id).exclude(state=PresenceState.AWAY)
    list(locked(rows))


def member_to_arrange(*, membership: Membership, member_id: int) -> Membership:
    """An active colleague whose work the person may arrange."""
    member = member_for_person(membership=membership, member_id=member_id)
    require(membership, "team.arrange")
    if not member.is_active:
        raise NotFound()
    return member


def skill_to_arrange(*, membership: Membership, skill_id: int) -> Skill:
    """A skill of the same shop."""
    found = Skill.objects.filter(shop_id=membership.shop_id, pk=skill_id).first()
    if found is None:
        raise NotFound()
    require(membership, "team.arrange")
    return found


def group_to_arrange(*, membership: Membership, group_id: int) -> Group:
    """A group of the same shop."""
    found = Group.objects.filter(shop_id=membership.shop_id, pk=group_id).first()
    if found is None:
        raise NotFound()
    require(membership, "team.arrange")
    return found


def locked_skills(shop_id: int, skill_ids: Collection[int]) -> list[Skill]:
    """Those of them that are there, held until the transaction ends."""
    return list(locked(Skill.objects.filter(shop_id=shop_id, pk__in=skill_ids)))


def locked_skill(skill: Skill) -> Skill:
    """The skill as it is now, held until the transaction ends, or NotFound: to save one that a
    colleague removed would make it again."""
    found = locked_skills(skill.shop_id, [skill.pk])
    if not found:
        raise NotFound()
    return found[0]


def locked_group(group: Group) -> Group:
    """The group as it is now, in the same way."""
    found: Group | None = locked(Group.objects.filter(shop_id=group.shop_id, pk=group.pk)).first()
    if found is None:
        raise NotFound()
    return found


def locked_peak(shop_id: int) -> PeakMode | None:
    """The peak mode that was not ended yet, held until the transaction ends."""
    return locked(PeakMode.objects.filter(shop_id=shop_id, ended_at=None)).first()
