"""The only door to follow-ups and duties; a stranger gets not-found."""

from collections.abc import Collection

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.permissions import allows
from helpdesk.followups.errors import FollowUpChanged as ChangedMeanwhile
from helpdesk.followups.errors import FollowUpEnded, NotYours, RoleTooLow
from helpdesk.followups.models import FollowUp, FollowUpTemplate
from helpdesk.followups.owners import group_names, groups_of, roles_within
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked


def followup_for(*, membership: Membership, followup_id: int) -> FollowUp:
    """A follow-up of the person's shop, to be read."""
    found = (
        FollowUp.objects.select_related("owner__user", "changed_by__user", "order", "buyer")
        .filter(shop_id=membership.shop_id, pk=followup_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def locked_followups(*, membership: Membership, ids: Collection[int]) -> dict[int, FollowUp]:
    """The follow-ups of the person's shop among these, held until the transaction ends."""
    rows = FollowUp.objects.filter(shop_id=membership.shop_id, pk__in=ids)
    return {row.pk: row for row in locked(rows)}


def check_unchanged(row: FollowUp, version: int) -> None:
    """Pass while it is open and as the person has seen it; else who was faster."""
    if row.version == version and row.is_open:
        return
    name = who_changed(row)
    if not row.is_open:
        raise FollowUpEnded(name=name, outcome=row.outcome)
    raise ChangedMeanwhile(name=name)


def check_own(membership: Membership, row: FollowUp) -> None:
    """Pass for one's own, one's groups' and nobody's; others' take the right to arrange.
    RoleTooLow for what a higher role has to settle."""
    check_role(membership, row)
    if row.owner_id in (None, membership.pk) and row.group is None:
        return
    if row.group is not None and row.group in groups_of(membership.shop_id, membership.pk):
        return
    if not allows(membership.role, "followups.arrange"):
        raise NotYours(name=owner_name(row))


def check_role(membership: Membership, row: FollowUp) -> None:
    """Pass whoever may settle it. RoleTooLow."""
    if row.for_role not in roles_within(membership.role):
        raise RoleTooLow(role=Role(row.for_role).label)


def owner_name(row: FollowUp) -> str:
    """The member's or the group's name."""
    if row.owner_id is not None:
        owner = Membership.objects.select_related("user").get(pk=row.owner_id)
        return owner.user.shown_name
    return group_names(row.shop_id).get(row.group or 0, "—")


def who_changed(row: FollowUp) -> str:
    """Who made the last change."""
    if row.changed_by_id is None:
        return "—"
    return Membership.objects.select_related("user").get(pk=row.changed_by_id).user.shown_name


def template_for(*, membership: Membership, template_id: int) -> FollowUpTemplate:
    """A duty of the person's shop, to be read."""
    found = FollowUpTemplate.objects.filter(shop_id=membership.shop_id, pk=template_id).first()
    if found is None:
        raise NotFound()
    return found


def locked_template(*, membership: Membership, template_id: int) -> FollowUpTemplate:
    """A duty of the person's shop, held until the transaction ends."""
    rows = FollowUpTemplate.objects.filter(shop_id=membership.shop_id, pk=template_id)
    found: FollowUpTemplate | None = locked(rows).first()
    if found is None:
        raise NotFound()
    require(membership, "followups.arrange")
    return found
