"""Who takes how many, who can what, who belongs together. All of it on record."""

from collections.abc import Sequence

from django.db import transaction
from django.db.utils import IntegrityError

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.kernel import clock
from helpdesk.kernel.text import listed
from helpdesk.realtime.events import PresenceChanged
from helpdesk.realtime.publish import publish
from helpdesk.team.access import locked_group, locked_presence, locked_skill, locked_skills
from helpdesk.team.errors import NameTaken
from helpdesk.team.models import Group, GroupMember, MemberSkill, Presence, Skill
from helpdesk.team.queries.places import presence_shape


@transaction.atomic
def set_place(
    *, actor: Membership, member: Membership, capacity: int | None, skills: Sequence[Skill]
) -> None:
    """A colleague's own number of chats (None: the shop's rule) and what they can; a skill that
    was removed meanwhile is not given."""
    skills = locked_skills(member.shop_id, {one.pk for one in skills})
    Presence.objects.get_or_create(
        shop_id=member.shop_id, member=member, defaults={"since": clock.now()}
    )
    presence = locked_presence(member.shop_id, member.pk)
    name = member.user.shown_name
    if presence.capacity != capacity:
        presence.capacity = capacity
        presence.save(update_fields=["capacity"])
        said = "—" if capacity is None else str(capacity)
        _record(actor, "team.capacity_set", presence, said=name, capacity=said)
        publish(member.shop_id, PresenceChanged(presence=presence_shape(presence)))
    held = MemberSkill.objects.filter(shop_id=member.shop_id, member=member)
    wanted = {skill.pk for skill in skills}
    if set(held.values_list("skill_id", flat=True)) != wanted:
        held.exclude(skill_id__in=wanted).delete()
        MemberSkill.objects.bulk_create(
            [MemberSkill(shop_id=member.shop_id, member=member, skill=skill) for skill in skills],
            ignore_conflicts=True,
        )
        names = listed(skill.name for skill in skills) or "—"
        _record(actor, "team.skills_set", presence, said=name, skills=names)


def save_skill(
    *,
    actor: Membership,
    skill: Skill | None,
    name: str,
    words: list[str],
    platforms: list[str],
    kinds: list[str],
) -> Skill:
    """A new skill, or one as it is from now on; NameTaken when another has the name, not-found for
    one that was removed meanwhile."""
    try:
        with transaction.atomic():
            row = locked_skill(skill) if skill else Skill(shop_id=actor.shop_id)
            row.name, row.words, row.platforms, row.kinds = name, words, platforms, kinds
            row.save()
            _record(actor, "team.skill_saved", row, said=name)
    except IntegrityError as problem:
        raise NameTaken(name=name) from problem
    return row


@transaction.atomic
def remove_skill(*, actor: Membership, skill: Skill) -> None:
    """Nobody has it any more, and no chat needs it."""
    row = locked_skill(skill)
    _record(actor, "team.skill_removed", row, said=row.name)
    row.delete()


def save_group(
    *, actor: Membership, group: Group | None, name: str, members: Sequence[Membership]
) -> Group:
    """A new group, or one as it is from now on; NameTaken when another has the name, not-found for
    one that was removed meanwhile."""
    try:
        with transaction.atomic():
            row = locked_group(group) if group else Group(shop_id=actor.shop_id)
            row.name = name
            row.save()
            GroupMember.objects.filter(group=row).exclude(member__in=members).delete()
            GroupMember.objects.bulk_create(
                [GroupMember(shop_id=actor.shop_id, group=row, member=one) for one in members],
                ignore_conflicts=True,
            )
            names = listed(one.user.shown_name for one in members) or "—"
            _record(actor, "team.group_saved", row, said=name, members=names)
    except IntegrityError as problem:
        raise NameTaken(name=name) from problem
    return row


@transaction.atomic
def remove_group(*, actor: Membership, group: Group) -> None:
    """The list is gone; its people stay."""
    row = locked_group(group)
    _record(actor, "team.group_removed", row, said=row.name)
    row.delete()


def _record(
    actor: Membership, verb: str, row: Presence | Skill | Group, *, said: str, **data: object
) -> None:
    facts = {"target": said, **data}
    record(shop_id=actor.shop_id, actor=actor.user, verb=verb, target=row, data=facts)
