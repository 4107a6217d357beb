"""The next check of a row: a follow-up that comes again until the row is closed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.registers import typed
from aftersales.registers.access import held_row
from aftersales.registers.actions.writing import change_row
from aftersales.registers.errors import EntryWrong
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.register import Register, register_of
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.followups.actions.making import Owed, write_owed
from helpdesk.followups.actions.settling_sources import settle_source
from helpdesk.followups.models import FollowUp
from helpdesk.followups.models.followup import TITLE_LENGTH
from helpdesk.kernel import clock

A_DAY = 24
"""Hours until a check of another kind than the register's own comes, where nobody says when."""


def owe_check(
    row: RegisterRow,
    *,
    actor: Membership | None,
    due_at: datetime | None = None,
    kind: str = "",
    title: str = "",
    because: str = "",
    owner_id: int | None = None,
    previous: FollowUp | None = None,
) -> FollowUp:
    """Whoever looks after the row owes the next check, by the register's rule unless ``due_at``
    says when. In the caller's transaction."""
    register, moment = register_of(row), clock.now()
    about = register.about(row)
    kind = kind or register.kind_of(row)
    hours: int = value_of(row.shop_id, register.rule) if kind == register.key else A_DAY
    due_at = due_at or moment + timedelta(hours=hours)
    if (limit := register.latest(row)) is not None and kind == register.key:
        end, because = limit
        due_at = min(due_at, end) if end > moment else due_at
    owed = Owed(
        kind=kind,
        title=(title or register.asks(row))[:TITLE_LENGTH],
        because=because,
        due_at=due_at,
        owner_id=owner_id or row.owner_id,
        money_fen=about.money_fen,
        conversation=about.conversation,
        order_id=about.order_id,
        buyer_id=about.buyer_id,
        source_kind=register.key,
        source_id=row.pk,
    )
    return write_owed(shop_id=row.shop_id, actor=actor, owed=owed, moment=moment, previous=previous)


def settle_checks(
    row: RegisterRow, *, actor: Membership | None, outcome: str, kind: str = ""
) -> FollowUp | None:
    """What was owed about the row (of one kind) is done; the last of it."""
    return settle_source(
        shop_id=row.shop_id,
        actor=actor,
        source_kind=register_of(row).key,
        source_id=row.pk,
        outcome=outcome,
        kind=kind,
    )


@transaction.atomic
def note_check(
    *,
    actor: Membership,
    register: Register,
    row_id: int,
    version: int,
    found: str,
    next_at: datetime | None = None,
) -> RegisterRow:
    """Looked at: what was found, and when it is looked at again (None: by the rule). What a case
    keeps has its own time: of that only what was found is put down. EntryWrong."""
    row = held_row(register.model, actor=actor, row_id=row_id, version=version)
    found = typed.outcome(found, _("查到什么"))
    due_at = typed.coming(next_at, _("下次什么时候看"), now=clock.now())
    if register.is_kept_elsewhere(row):
        if due_at is not None:
            raise EntryWrong(field=_("下次什么时候看"), problem=_("跟着售后单的期限走"))
        owe_check(row, actor=actor, kind=register.key)
        settle_checks(row, actor=actor, outcome=found)
    else:
        last = settle_checks(row, actor=actor, outcome=found, kind=register.kind_of(row))
        owe_check(row, actor=actor, due_at=due_at, previous=last)
    change_row(row, actor=actor, verb="checked", found=found)
    return row
