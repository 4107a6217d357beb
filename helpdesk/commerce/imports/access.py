"""The only door to an import: one row for one member; a stranger gets not-found."""

from helpdesk.accounts.models import Membership
from helpdesk.commerce.imports.models import OrderImport
from helpdesk.kernel.errors import NotFound


def import_for_member(*, membership: Membership, import_id: int) -> OrderImport:
    """The shop's import; the right to import is asked for by `member_view`."""
    found = (
        OrderImport.objects.select_related("created_by", "shop")
        .filter(shop_id=membership.shop_id, pk=import_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found
