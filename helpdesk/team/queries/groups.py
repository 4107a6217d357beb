"""A shop's groups and who is in them."""

from collections.abc import Mapping

from helpdesk.team.models import Group, GroupMember


def groups_of_member(shop_id: int, member_id: int) -> list[int]:
    """The numbers of the groups that somebody is in."""
    rows = GroupMember.objects.filter(shop_id=shop_id, member_id=member_id)
    return list(rows.values_list("group_id", flat=True))


def group_names(shop_id: int) -> Mapping[int, str]:
    """Every group of the shop by its number."""
    return dict(Group.objects.filter(shop_id=shop_id).order_by("name").values_list("pk", "name"))
