"""What a person has near: their favourites, and the groups of the shop."""

from helpdesk.accounts.models import Membership
from helpdesk.team.models import Group
from scripts_library.models import Favourite, Script


def is_favourite(membership: Membership, script: Script) -> bool:
    """Whether the member keeps it near."""
    return Favourite.objects.filter(
        shop_id=script.shop_id, member=membership, script=script
    ).exists()


def groups_of(shop_id: int) -> list[Group]:
    """The shop's groups, by name."""
    return list(Group.objects.filter(shop_id=shop_id).order_by("name"))
