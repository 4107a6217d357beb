"""The only door to a row of a register: one shop's; a stranger gets not-found."""

from typing import Any, TypeVar

from aftersales.registers.errors import RowClosed, RowMoved
from aftersales.registers.models.row import RegisterRow
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked

Row = TypeVar("Row", bound=RegisterRow)

RIGHT = "cases.handle"
"""Who handles cases keeps the registers."""


def row_for(model: type[Row], *, membership: Membership, row_id: int) -> Row:
    """A row of the person's shop, to be read."""
    rows: Any = model
    found: Row | None = rows.objects.filter(shop_id=membership.shop_id, pk=row_id).first()
    if found is None:
        raise NotFound()
    return found


def held_row(
    model: type[Row], *, actor: Membership, row_id: int, version: int | None = None
) -> Row:
    """The same for a deed: locked, still open, and as the person has seen it (``version`` None:
    as it is now). NotAllowed, RowClosed, RowMoved."""
    require(actor, RIGHT)
    rows: Any = model
    found: Row | None = locked(rows.objects.filter(shop_id=actor.shop_id, pk=row_id)).first()
    if found is None:
        raise NotFound()
    if not found.is_open:
        raise RowClosed(row=str(found), outcome=found.outcome)
    if version is not None and version != found.version:
        raise RowMoved(row=str(found))
    return found
