"""What a buyer filled in, read from a form; Unfilled says what is missing in their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from aftersales.buyer_errors import Unfilled
from aftersales.causes import Cause
from aftersales.machine.words import Kind
from helpdesk.commerce.waybills import plain_waybill
from helpdesk.kernel.typed_money import NotMoney, Unmoney, fen_in

LARGEST_VERSION = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of every form of a buyer; those that a form does not have are empty."""

    do: str
    version: int
    words: str
    kind: Kind | None
    cause: Cause | None
    amount_fen: int | None
    waybill: str
    positions: Sequence[int]
    photos: Sequence[UploadedFile]

    @property
    def wish(self) -> tuple[Kind, Cause]:
        """What for and why, or Unfilled."""
        if self.cause is None:
            raise Unfilled(what=_("选一下发生了什么"))
        if self.kind is None:
            raise Unfilled(what=_("选一下想怎么办"))
        return self.kind, self.cause

    @property
    def parcel(self) -> str:
        """The waybill as it is printed, or Unfilled."""
        if not 6 <= len(self.waybill) <= 40:
            raise Unfilled(what=_("运单号不对，照面单上抄一遍，6 到 40 位"))
        return self.waybill


def filled(request: HttpRequest) -> Filled:
    """As it came; Unfilled where a number is none."""
    said = request.POST
    kind, cause = said.get("kind", ""), said.get("cause", "")
    return Filled(
        do=said.get("do", ""),
        version=_version(said.get("version", "")),
        words=said.get("words", "").strip(),
        kind=Kind(kind) if kind in Kind.codes() else None,
        cause=Cause(cause) if cause in Cause.codes() else None,
        amount_fen=_fen(said.get("amount", "")),
        waybill=plain_waybill(said.get("waybill", "")),
        positions=[int(one) for one in said.getlist("line") if one.isdecimal() and len(one) < 5],
        photos=request.FILES.getlist("photos"),
    )


def _version(told: str) -> int:
    known = told.isascii() and told.isdecimal() and len(told) < 11
    return min(int(told), LARGEST_VERSION) if known else 0


def _fen(told: str) -> int | None:
    try:
        return fen_in(told)
    except NotMoney as problem:
        if problem.why is Unmoney.EMPTY:
            return None
        raise Unfilled(what=_("金额写成 89.50 这样，精确到分")) from None
