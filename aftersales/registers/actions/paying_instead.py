"""What cannot be sent again becomes money: within one's limit at once, above it by an approval."""

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import held_case
from aftersales.actions.approving import ask_approval
from aftersales.actions.refunding import pay_instead
from aftersales.doer import staff_of
from aftersales.models import Approval
from aftersales.registers.access import held_row, row_for
from aftersales.registers.errors import EntryWrong
from aftersales.registers.models import Reship
from helpdesk.accounts.models import Membership


@transaction.atomic
def pay_reship(
    *, actor: Membership, row_id: int, version: int, amount_fen: int, reason: str
) -> Reship:
    """So much in place of it: its case moves, and the row is over with it. NeedsApproval above the
    colleague's limit, AmountWrong, Lacking, MoveImpossible; EntryWrong where no case owes it."""
    row, case_id = _held(actor, row_id, version)
    pay_instead(doer=staff_of(actor), case_id=case_id, amount_fen=amount_fen, reason=reason)
    row.refresh_from_db()
    return row


@transaction.atomic
def ask_to_pay_reship(
    *, actor: Membership, row_id: int, version: int, amount_fen: int, reason: str
) -> Approval:
    """Ask somebody who may let that much go: it is paid with their yes, and is to be sent until
    then. MoveImpossible where it was asked already."""
    _row, case_id = _held(actor, row_id, version)
    doer = staff_of(actor)
    return ask_approval(doer=doer, case_id=case_id, amount_fen=amount_fen, reason=reason)


def _held(actor: Membership, row_id: int, version: int) -> tuple[Reship, int]:
    """Case before row, as whoever sends it."""
    case_id = row_for(Reship, membership=actor, row_id=row_id).case_id
    if case_id is None:
        raise EntryWrong(field=_("改成退款"), problem=_("它没有售后单，先从订单开一张"))
    held_case(actor.shop_id, case_id)
    return held_row(Reship, actor=actor, row_id=row_id, version=version), case_id
