"""A row is over, or somebody else looks after it."""

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.registers import typed
from aftersales.registers.access import held_row
from aftersales.registers.actions.checking import owe_check, settle_checks
from aftersales.registers.actions.writing import change_row, close_row
from aftersales.registers.errors import EntryWrong, KeptByCase
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.register import Register
from helpdesk.accounts.models import Membership
from helpdesk.followups.actions.settling_sources import give_source
from helpdesk.kernel import clock


@transaction.atomic
def close_entry(
    *, actor: Membership, register: Register, row_id: int, version: int, outcome: str
) -> RegisterRow:
    """What came of it; nothing is owed about it any more. KeptByCase for what ends with a case."""
    row = held_row(register.model, actor=actor, row_id=row_id, version=version)
    if register.is_kept_elsewhere(row):
        raise KeptByCase(row=str(row))
    outcome = typed.outcome(outcome, _("结果"))
    settle_checks(row, actor=actor, outcome=outcome)
    close_row(row, actor=actor, outcome=outcome)
    return row


@transaction.atomic
def give_entry(
    *, actor: Membership, register: Register, row_id: int, version: int, member_id: int
) -> RegisterRow:
    """Somebody looks after it from now on, its next check with it."""
    row = held_row(register.model, actor=actor, row_id=row_id, version=version)
    owner = owner_named(actor.shop_id, member_id)
    if row.owner_id == owner.pk:
        return row
    row.owner = owner
    words = _("转给%(name)s") % {"name": owner.user.shown_name}
    if register.is_kept_elsewhere(row):
        source_kind, source_id = register.source_of(row)
        give_source(
            actor=actor,
            source_kind=source_kind,
            source_id=source_id,
            kind=register.kind_of(row),
            owner=owner,
        )
        change_row(row, actor=actor, verb="given", name=owner.user.shown_name)
        return row
    last = settle_checks(row, actor=actor, outcome=words, kind=register.kind_of(row))
    still_to_come = last is not None and last.due_at > clock.now()
    due_at = last.due_at if last is not None and still_to_come else None
    owe_check(row, actor=actor, due_at=due_at, previous=last)
    change_row(row, actor=actor, verb="given", name=owner.user.shown_name)
    return row


def owner_named(shop_id: int, member_id: int) -> Membership:
    """Somebody who works in the shop; EntryWrong."""
    rows = Membership.objects.select_related("user").filter(shop_id=shop_id, is_active=True)
    found = rows.filter(pk=member_id, user__is_active=True).first()
    if found is None:
        raise EntryWrong(field=_("谁跟"), problem=_("选一位在职的同事"))
    return found
