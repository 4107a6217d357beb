"""What is to be sent again: put down by hand or by a case, chased, sent once it was checked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from aftersales.access import Held, held_case
from aftersales.actions.fulfilling import send
from aftersales.doer import Doer, staff_of
from aftersales.machine.words import Kind, State
from aftersales.models.case import CaseLine
from aftersales.models.deadline import Deadline, DeadlineState
from aftersales.registers import typed
from aftersales.registers.access import RIGHT, held_row, row_for
from aftersales.registers.actions.checking import owe_check, settle_checks
from aftersales.registers.actions.closing import owner_named
from aftersales.registers.actions.writing import close_row, open_row
from aftersales.registers.errors import EntryWrong
from aftersales.registers.models import Reship
from aftersales.registers.models.row import WORDS_LENGTH
from aftersales.registers.policy_rules import CHASE_HOURS
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.access import order_of
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked
from helpdesk.kernel.text import listed


@transaction.atomic
def open_reship(
    *,
    actor: Membership,
    order_id: int,
    what: str,
    promised_at: datetime | None = None,
    owner_id: int | None = None,
) -> Reship:
    """By hand, for an order that has no case for it. EntryWrong, OrderNotFound."""
    require(actor, RIGHT)
    order = order_of(actor.shop_id, order_id)
    moment = clock.now()
    until = typed.coming(promised_at, _("哪天前寄"), now=moment) or moment + timedelta(days=2)
    row = Reship(
        shop_id=actor.shop_id,
        owner=owner_named(actor.shop_id, owner_id) if owner_id else actor,
        order=order,
        what=typed.line(what, _("补什么"), needed=True),
        promised_at=until,
    )
    open_row(row, actor=actor)
    owe_check(row, actor=actor, due_at=_first_chase(row, moment))
    return row


@transaction.atomic
def send_reship(
    *, actor: Membership, row_id: int, version: int, waybill: str, checked: bool
) -> Reship:
    """On its way. Whoever sends it says that goods and address were looked at; a case moves with
    it. EntryWrong, MoveImpossible."""
    if not checked:
        raise EntryWrong(field=_("核对"), problem=_("货和地址还没核对"))
    number = typed.waybill(waybill, needed=True)
    case_id = row_for(Reship, membership=actor, row_id=row_id).case_id
    if case_id is not None:
        held_case(actor.shop_id, case_id)
    row = held_row(Reship, actor=actor, row_id=row_id, version=version)
    if case_id is not None:
        send(doer=staff_of(actor), case_id=case_id, waybill=number)
        row.refresh_from_db()
        return row
    _end(row, actor, _("寄出 %(waybill)s") % {"waybill": number}, number)
    return row


def reship_when_moved(*, held: Held, before: str, doer: Doer) -> None:
    """A case that has come to wait for the shop's parcel is put down here; one that waits no more
    is over, whatever came of it. That it is owed, and until when, is the case's own follow-up
    (`actions/following.py`): none is made here. In the transaction of the move."""
    case = held.case
    if case.state == State.WAIT_SELLER_RESHIP and before != State.WAIT_SELLER_RESHIP:
        _put_down(held, doer)
    elif before == State.WAIT_SELLER_RESHIP and case.state != State.WAIT_SELLER_RESHIP:
        rows = Reship.objects.filter(shop_id=case.shop_id, case=case, is_open=True)
        for row in locked(rows):
            sent = case.sent_waybill if case.state == State.WAIT_BUYER_CONFIRM else ""
            words = _("寄出 %(waybill)s") % {"waybill": sent} if sent else _state_said(case.state)
            _end(row, _member(doer), words, sent)


def _put_down(held: Held, doer: Doer) -> None:
    case, moment = held.case, clock.now()
    titles = [
        f"{one} ×{one.quantity}"
        for one in CaseLine.objects.filter(shop_id=case.shop_id, case=case).order_by("position")
    ]
    deadline = Deadline.objects.filter(
        shop_id=case.shop_id, case=case, state=DeadlineState.RUNNING
    ).first()
    goods = listed(titles)
    what = goods if case.kind == Kind.RESHIP else f"{Kind(case.kind).label} {goods}"
    row = Reship(
        shop_id=case.shop_id,
        order=held.order,
        case=case,
        what=what[:WORDS_LENGTH],
        promised_at=deadline.due_at if deadline else moment + timedelta(days=2),
    )
    open_row(row, actor=_member(doer), case=str(case))


def _first_chase(row: Reship, moment: datetime) -> datetime:
    """By the shop's rule, but before the time that was promised is over."""
    hours: int = value_of(row.shop_id, CHASE_HOURS)
    by_rule = moment + timedelta(hours=hours)
    return min(by_rule, row.promised_at) if row.promised_at > moment else by_rule


def _end(row: Reship, actor: Membership | None, outcome: str, waybill: str) -> None:
    row.waybill = waybill
    settle_checks(row, actor=actor, outcome=outcome)
    close_row(row, actor=actor, outcome=outcome)


def _state_said(state: str) -> str:
    return _("不用寄了，售后单%(state)s") % {"state": State(state).label}


def _member(doer: Doer) -> Membership | None:
    if doer.member_id is None:
        return None
    return Membership.objects.select_related("user").get(pk=doer.member_id)
