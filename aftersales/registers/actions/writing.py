"""How every row of a register is written: its version, its audit entry, its word to the desks."""

from typing import Any

from django.db import transaction

from aftersales.registers.models.row import RegisterRow
from aftersales.registers.register import register_of
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.kernel import clock
from helpdesk.realtime.events import OrderChanged
from helpdesk.realtime.followup_events import RegisterChanged
from helpdesk.realtime.publish import publish


def open_row(row: RegisterRow, *, actor: Membership | None, **facts: Any) -> None:
    """A new row, looked after by nobody unless it says by whom."""
    row.opened_by, row.opened_at = actor, clock.now()
    row.save()
    tell(row, actor=actor, verb="opened", **facts)


def change_row(row: RegisterRow, *, actor: Membership | None, verb: str, **facts: Any) -> None:
    """The locked row as its next version."""
    row.version += 1
    row.save()
    tell(row, actor=actor, verb=verb, **facts)


def close_row(row: RegisterRow, *, actor: Membership | None, outcome: str, **facts: Any) -> None:
    """Over for good."""
    row.is_open, row.outcome = False, outcome
    row.closed_by, row.closed_at = actor, max(clock.now(), row.opened_at)
    change_row(row, actor=actor, verb="closed", outcome=outcome, **facts)


def tell(row: RegisterRow, *, actor: Membership | None, verb: str, **facts: Any) -> None:
    """On record, and told to whoever looks at the register or at its order."""
    assert transaction.get_connection().in_atomic_block
    register = register_of(row)
    record(
        shop_id=row.shop_id,
        actor=None if actor is None else actor.user,
        verb=f"{register.key}.{verb}",
        target=row,
        data={"target": str(row), **facts},
    )
    publish(row.shop_id, RegisterChanged(register=register.key, row=row.pk))
    about = register.about(row)
    if about.order_id is not None:
        publish(row.shop_id, OrderChanged(order=about.order_id, buyer=about.buyer_id))
