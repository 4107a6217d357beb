"""Which checks are owed about the rows of a register, which owe none, how many are late."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from aftersales.registers.register import Register, Stream
from helpdesk.followups.models import FollowUp, FollowUpState

MOST = 999
"""Counts go so far; what is more says so."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is open, and how much of that nobody has looked at in time, or looks after."""

    open: int
    late: int

    @property
    def open_said(self) -> str:
        return said(self.open)

    @property
    def late_said(self) -> str:
        return said(self.late)


def said(count: int) -> str:
    """A count that goes no further than `MOST`."""
    return f"{MOST}+" if count > MOST else str(count)


def owed_checks(shop_id: int, stream: Stream) -> QuerySet[FollowUp]:
    """What is owed of one kind."""
    return FollowUp.objects.filter(
        shop_id=shop_id, kind=stream.kind, source_kind=stream.source, state=FollowUpState.OPEN
    )


def unchecked(register: Register, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of open rows, those without a check that is owed."""
    for one in register.streams:
        owed = FollowUp.objects.filter(
            shop_id=OuterRef("shop_id"),
            kind=one.kind,
            source_kind=one.source,
            source_id=OuterRef(one.by),
            state=FollowUpState.OPEN,
        )
        rows = rows.filter(~Exists(owed))
    return rows


def counts_of(register: Register, shop_id: int) -> Counts:
    """Two numbers for the index and the head of the list. Every open check belongs to an open row,
    so that the late ones are counted from their index alone."""
    model: Any = register.model
    rows = model.objects.filter(shop_id=shop_id, is_open=True)
    late = [
        owed_checks(shop_id, one).filter(due_at__lte=Now()).values("pk")[: MOST + 1]
        for one in register.streams
    ]
    nobodys = unchecked(register, rows).values("pk")[: MOST + 1]
    return Counts(open=rows[: MOST + 1].count(), late=nobodys.union(*late, all=True).count())
