"""What a buyer does on their page: photos kept first, then one action, or nothing at all.

A button pressed twice does its deed once: whoever finds their own deed done already is told the
same as the first time.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from aftersales.actions.adding import add_evidence
from aftersales.actions.appealing import appeal
from aftersales.actions.fulfilling import confirm
from aftersales.actions.keeping_case_files import (
    forget_case_files,
    keep_case_file,
    require_room,
)
from aftersales.actions.negotiating import accept, decline
from aftersales.actions.opening import edit_case, open_case
from aftersales.actions.returning import ship_back
from aftersales.buyer_errors import AppliedAlready, OpeningOff, Unfilled
from aftersales.buyer_forms import Filled
from aftersales.doer import Doer, buyer_of
from aftersales.errors import CaseMoved, CaseOpenAlready
from aftersales.evidence import Evidence, checked
from aftersales.machine.table import PAYS
from aftersales.machine.words import Kind, Verb, Who
from aftersales.models import Case, CaseEvent, CaseFile
from aftersales.queries.buyer_opening import kinds_for, open_case_of, opening_allowed
from aftersales.queries.purse import most_for
from helpdesk.commerce.access import order_of
from helpdesk.commerce.models import Buyer, Order
from helpdesk.kernel.money import yuan

Deed = Callable[[Doer, Case, Filled, Sequence[Evidence]], Case]


def do_deed(*, case: Case, filled: Filled) -> Case:
    """The buyer's deed on their case; whatever the action raises, and Unfilled."""
    deed = DEEDS.get(filled.do)
    if deed is None:
        raise Unfilled(what=filled.do or "—")
    doer = _doer(case.shop_id, case.buyer_id)
    with photos_kept(case.shop_id, case, filled.photos) as files:
        evidence = [*_said(filled), *files]
        try:
            return deed(doer, case, filled, evidence)
        except CaseMoved:
            if not _did_so(case, filled):
                raise
            return case


def open_for_buyer(*, order: Order, filled: Filled) -> Case:
    """The buyer's application about lines of their order; the open one where they did so before.

    OpeningOff where the shop or the order does not allow it, Unfilled, AmountWrong, LineNotFound.
    """
    if not opening_allowed(order):
        raise OpeningOff()
    kind, cause = filled.wish
    if kind not in kinds_for(order):
        raise OpeningOff()
    positions = () if kind is Kind.INVOICE else tuple(filled.positions)
    if kind is not Kind.INVOICE and not positions:
        raise Unfilled(what=_("选一下是哪件商品"))
    with photos_kept(order.shop_id, None, filled.photos) as files:
        try:
            return open_case(
                doer=_doer(order.shop_id, order.buyer_id),
                order_id=order.pk,
                kind=kind,
                cause=cause,
                positions=positions,
                amount_fen=_amount(filled, order, positions),
                words=filled.words,
                evidence=files,
            )
        except CaseOpenAlready:
            known = open_case_of(order, kind, positions)
            if known is None:
                raise
            if not _asks_the_same(known, kind, positions, filled):
                raise AppliedAlready(what=_said_of(known)) from None
            return known


@contextmanager
def photos_kept(
    shop_id: int, case: Case | None, photos: Sequence[UploadedFile]
) -> Iterator[list[Evidence]]:
    """All of them, checked; none of them where what follows fails or names none."""
    kept: list[CaseFile] = []
    try:
        require_room(shop_id=shop_id, case=case, count=len(photos))
        for photo in photos:
            kept.append(_kept(shop_id, photo))
        yield [Evidence("file", one.key) for one in kept]
    finally:
        keys = [one.key for one in kept]
        if keys:
            forget_case_files(CaseFile.objects.filter(shop_id=shop_id, key__in=keys, case=None))


def _asks_the_same(known: Case, kind: Kind, positions: Sequence[int], filled: Filled) -> bool:
    """Whether it is the one that stands, pressed twice; what is not filled in differs from none."""
    return (
        (known.kind, known.cause, known.words) == (kind, filled.wish[1], filled.words.strip())
        and filled.amount_fen in (None, known.amount_fen)
        and sorted(positions) == sorted(line.position for line in known.lines.all())
    )


def _said_of(known: Case) -> str:
    kind = str(Kind(known.kind).label)
    return f"{kind} {yuan(known.amount_fen)}" if known.amount_fen else kind


def _kept(shop_id: int, photo: UploadedFile) -> CaseFile:
    file = cast(BinaryIO, photo.file)
    return keep_case_file(shop_id=shop_id, file=file, name=photo.name or "")


def _doer(shop_id: int, buyer_id: int | None) -> Doer:
    name = (
        Buyer.objects.filter(shop_id=shop_id, pk=buyer_id or 0)
        .values_list("name", flat=True)
        .first()
    )
    return buyer_of(shop_id, name or "")


def _said(filled: Filled) -> list[Evidence]:
    """Words beside photos; an application and a refusal of a proposal keep theirs as reason."""
    if not filled.words or filled.do == Verb.EDIT:
        return []
    return [Evidence("words", checked(filled.words, _("说明")))]


def _amount(filled: Filled, order: Order, positions: Sequence[int]) -> int:
    """What the buyer wrote, or all that may go back."""
    kind, cause = filled.wish
    if kind not in PAYS:
        return 0
    if filled.amount_fen is not None:
        return filled.amount_fen
    return most_for(order, kind, cause, positions)


def _did_so(case: Case, filled: Filled) -> bool:
    """Whether the next move after what they saw was theirs, by the same button."""
    return CaseEvent.objects.filter(
        shop_id=case.shop_id,
        case=case,
        version=filled.version + 1,
        verb=filled.do,
        who=Who.BUYER,
        member=None,
    ).exists()


def _edit(doer: Doer, case: Case, filled: Filled, evidence: Sequence[Evidence]) -> Case:
    kind, cause = filled.wish
    fen = filled.amount_fen
    if kind not in PAYS:
        fen = 0
    elif fen is None:
        order = order_of(case.shop_id, case.order_id)
        positions = [line.position for line in case.lines.all()]
        most = most_for(order, kind, cause, positions, without_case=case.pk)
        stays = kind == case.kind == Kind.REFUND
        fen = case.amount_fen if stays else min(case.amount_fen or most, most)
    return edit_case(
        doer=doer,
        case_id=case.pk,
        version=filled.version,
        kind=kind,
        cause=cause,
        amount_fen=fen,
        words=filled.words,
        evidence=evidence,
    )


def _ship_back(doer: Doer, case: Case, filled: Filled, evidence: Sequence[Evidence]) -> Case:
    return ship_back(
        doer=doer,
        case_id=case.pk,
        version=filled.version,
        waybill=filled.parcel,
        evidence=evidence,
    )


def _plain(action: Callable[..., Case]) -> Deed:
    def deed(doer: Doer, case: Case, filled: Filled, evidence: Sequence[Evidence]) -> Case:
        return action(doer=doer, case_id=case.pk, version=filled.version, evidence=evidence)

    return deed


def _appeal(verb: Verb) -> Deed:
    return _plain(partial[Any](appeal, verb=verb))


DEEDS: dict[str, Deed] = {
    Verb.ADD: _plain(add_evidence),
    Verb.EDIT: _edit,
    Verb.ACCEPT: _plain(accept),
    Verb.DECLINE: _plain(decline),
    Verb.ESCALATE: _appeal(Verb.ESCALATE),
    Verb.SHIP_BACK: _ship_back,
    Verb.CONFIRM: _plain(confirm),
    Verb.WITHDRAW: _appeal(Verb.WITHDRAW),
}
