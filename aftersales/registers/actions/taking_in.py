"""What came back is taken in: for a case, or kept until somebody knows whose it is."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from aftersales.access import held_case
from aftersales.actions.returning import arrive, inspect
from aftersales.doer import staff_of
from aftersales.machine.words import State, Verb
from aftersales.models.case import Case
from aftersales.registers import typed
from aftersales.registers.access import RIGHT, held_row
from aftersales.registers.actions.checking import owe_check, settle_checks
from aftersales.registers.actions.writing import change_row, close_row, open_row
from aftersales.registers.errors import NotKept, TakenInAlready
from aftersales.registers.models import ReturnedParcel
from aftersales.registers.models.returned import NICK_LENGTH
from aftersales.registers.queries.scanning import ARRIVES_FROM, case_awaiting, taken_in_as
from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.when import moment_said
from helpdesk.commerce.access import order_of

FOUND_FROM = State.RETURN_LOST
HERE = State.WAIT_SELLER_CONFIRM


@dataclass(frozen=True, slots=True)
class OnParcel:
    """What stands on it and on the slip in it, and where it was put."""

    waybill: str = ""
    nick: str = ""
    slip: str = ""
    place: str = ""


@transaction.atomic
def take_in(
    *,
    actor: Membership,
    on_parcel: OnParcel,
    case_id: int | None = None,
    order_id: int | None = None,
) -> ReturnedParcel:
    """One parcel, once. With a case that waits for it the case moves and the parcel is settled;
    else it is kept, and looked for every day. TakenInAlready, EntryWrong, CaseNotFound."""
    require(actor, RIGHT)
    case = None if case_id is None else held_case(actor.shop_id, case_id).case
    order = None if order_id is None else order_of(actor.shop_id, order_id)
    row = ReturnedParcel(
        shop_id=actor.shop_id,
        owner=actor,
        waybill=typed.waybill(on_parcel.waybill),
        nick=typed.line(on_parcel.nick, _("昵称"), most=NICK_LENGTH),
        slip=typed.line(on_parcel.slip, _("纸条上写的")),
        place=typed.line(on_parcel.place, _("放在哪"), most=64),
        case=case,
        order=order if case is None else case.order,
    )
    if not (row.waybill or row.nick or row.slip):
        typed.line("", _("运单号"), needed=True)
    _store_once(row, actor)
    if case is None or not _received(row, case, actor):
        owe_check(row, actor=actor)
    return row


@dataclass(frozen=True, slots=True)
class Scanned:
    """A parcel's row; ``again`` where it was taken in before."""

    row: ReturnedParcel
    again: bool


def scan_in(*, actor: Membership, on_parcel: OnParcel, case_id: int | None = None) -> Scanned:
    """The same, any number of times, by a program: for the case whose waybill it is unless another
    is named. EntryWrong, CaseNotFound."""
    require(actor, RIGHT)
    number = typed.waybill(on_parcel.waybill, needed=True)
    there = taken_in_as(actor.shop_id, number)
    if there is None:
        case_id = case_id or case_awaiting(actor.shop_id, number)
        try:
            row = take_in(actor=actor, on_parcel=on_parcel, case_id=case_id)
            return Scanned(row, again=False)
        except TakenInAlready:  # another scanner, a moment ago
            there = taken_in_as(actor.shop_id, number)
            if there is None:
                raise
    return Scanned(there, again=True)


@transaction.atomic
def match_parcel(*, actor: Membership, row_id: int, version: int, case_id: int) -> ReturnedParcel:
    """Now it is known whose it is."""
    case = held_case(actor.shop_id, case_id).case
    row = held_row(ReturnedParcel, actor=actor, row_id=row_id, version=version)
    row.case, row.order = case, case.order
    if _received(row, case, actor):
        return row
    last = settle_checks(row, actor=actor, outcome=_("对上了 %(case)s") % {"case": case})
    owe_check(row, actor=actor, previous=last)
    change_row(row, actor=actor, verb="matched", case=str(case))
    return row


@transaction.atomic
def take_back(*, actor: Membership, row_id: int, version: int) -> ReturnedParcel:
    """Scanned by mistake: the row is over, and its waybill may be taken in again. NotKept for one
    whose case has moved; RowClosed, RowMoved."""
    settled = ReturnedParcel.objects.filter(
        shop_id=actor.shop_id, pk=row_id, is_open=False, is_mistake=False, case__isnull=False
    )
    for moved in settled.select_related("case"):
        raise NotKept(row=str(moved), case=str(moved.case))
    row = held_row(ReturnedParcel, actor=actor, row_id=row_id, version=version)
    if row.case_id is not None:
        raise NotKept(row=str(row), case=str(row.case))
    row.is_mistake = True
    words = _("扫错了，撤销")
    settle_checks(row, actor=actor, outcome=words)
    close_row(row, actor=actor, outcome=words)
    return row


def _store_once(row: ReturnedParcel, actor: Membership) -> None:
    try:
        with transaction.atomic():
            open_row(row, actor=actor)
    except IntegrityError:
        there = taken_in_as(row.shop_id, row.waybill) if row.waybill else None
        if there is None:
            raise
        raise TakenInAlready(
            waybill=row.waybill,
            when=moment_said(there.opened_at),
            who=there.opened_by.user.shown_name if there.opened_by else "—",
        ) from None


def words_of_taken_in(case: Case) -> str:
    """What came of a parcel that its case has taken in."""
    return _("%(case)s 的退件，收下了") % {"case": case}


def _received(row: ReturnedParcel, case: Case, actor: Membership) -> bool:
    """Move the case if it waits for goods; whether the parcel is settled with that."""
    doer, state = staff_of(actor), case.state
    if state in ARRIVES_FROM:
        arrive(doer=doer, case_id=case.pk, waybill=row.waybill)
    elif state == FOUND_FROM:
        inspect(doer=doer, case_id=case.pk, verb=Verb.FIND)
    elif state != HERE:
        return False
    words = words_of_taken_in(case)
    settle_checks(row, actor=actor, outcome=words)
    close_row(row, actor=actor, outcome=words, case=str(case))
    return True
