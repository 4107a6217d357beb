"""The only door to tables that were brought: one's own; anybody else's does not exist."""

from typing import TypeVar

from helpdesk.accounts.models import Membership
from helpdesk.kernel.errors import NotFound
from scripts_library.models import KeptTable
from scripts_library.tables.reading import Line

T = TypeVar("T", bound=KeptTable)


def table_for(kind: type[T], *, membership: Membership, table_id: int) -> T:
    """A table that the member brought, or NotFound."""
    own = kind._default_manager.filter(shop_id=membership.shop_id, member=membership)
    found = own.filter(pk=table_id).first()
    if found is None:
        raise NotFound()
    return found


def table_lines(table: KeptTable) -> list[Line]:
    """Its rows as they were read."""
    return [Line(one["row"], one["cells"], one["notes"]) for one in table.rows]
