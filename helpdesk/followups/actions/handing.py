"""Whose it is: taking it, and handing it over."""

from django.db import transaction

from helpdesk.accounts.models import Membership
from helpdesk.followups.access import check_role, check_unchanged, locked_followups
from helpdesk.followups.actions.announcing import write_change
from helpdesk.followups.actions.settling import one_locked
from helpdesk.followups.errors import ReceiverUnknown
from helpdesk.followups.owners import group_names
from helpdesk.kernel.errors import NotFound


@transaction.atomic
def take_followup(*, actor: Membership, followup_id: int, version: int) -> None:
    """Mine from now on. A colleague's too: whoever sees it late may save it, on record; the one
    who had it sees who took it."""
    row = locked_followups(membership=actor, ids=[followup_id]).get(followup_id)
    if row is None:
        raise NotFound()
    check_unchanged(row, version)
    check_role(actor, row)
    if row.owner_id == actor.pk:
        return
    row.owner, row.group = actor, None
    write_change(row, actor=actor, verb="followup.taken")


@transaction.atomic
def hand_over(
    *,
    actor: Membership,
    followup_id: int,
    version: int,
    member_id: int | None = None,
    group: int | None = None,
) -> None:
    """To a colleague at work in the shop, or to a group. ReceiverUnknown, RoleTooLow."""
    row = one_locked(actor=actor, followup_id=followup_id, version=version)
    receiver, name = receiver_of(actor.shop_id, member_id, group)
    if receiver is not None:
        check_role(receiver, row)
    if (row.owner_id, row.group) == (member_id, group):
        return
    row.owner, row.group = receiver, group
    write_change(row, actor=actor, verb="followup.handed_over", data={"receiver": name})


def receiver_of(
    shop_id: int, member_id: int | None, group: int | None
) -> tuple[Membership | None, str]:
    """The colleague, or None for a group, and the name; one of the two. ReceiverUnknown."""
    if (member_id is None) == (group is None):
        raise ReceiverUnknown()
    if member_id is not None:
        member = (
            Membership.objects.select_related("user")
            .filter(shop_id=shop_id, pk=member_id, is_active=True)
            .first()
        )
        if member is None:
            raise ReceiverUnknown()
        return member, member.user.shown_name
    name = group_names(shop_id).get(group or 0)
    if name is None:
        raise ReceiverUnknown()
    return None, name
