"""The only door to tables that were brought: one's own; anybody else's does not exist."""

from helpdesk.accounts.models import Membership
from helpdesk.kernel.errors import NotFound
from scripts_library.models import ScriptImport
from scripts_library.tables.reading import Line


def table_for(*, membership: Membership, table_id: int) -> ScriptImport:
    """A table that the member brought, or NotFound."""
    found = ScriptImport.objects.filter(
        shop_id=membership.shop_id, member=membership, pk=table_id
    ).first()
    if found is None:
        raise NotFound()
    return found


def table_lines(table: ScriptImport) -> list[Line]:
    """Its rows as they were read."""
    return [Line(one["row"], one["cells"], one["notes"]) for one in table.rows]
