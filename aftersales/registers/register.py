"""What a register is, and which there are: each says once how its rows are called and checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from aftersales.registers.models.row import RegisterRow
from helpdesk.followups.models import FollowUp


@dataclass(frozen=True, slots=True)
class About:
    """What a row's follow-ups are about, beside the row itself."""

    order_id: int | None = None
    buyer_id: int | None = None
    conversation: int | None = None
    money_fen: int = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """Follow-ups that say when rows are looked at next: their kind, what they are about, and by
    which column of a row that is found."""

    kind: str
    source: str
    by: str = "pk"


@dataclass(frozen=True, slots=True)
class Register:
    """``key`` names it in addresses, in the audit record, and as the source and the kind of its
    follow-ups. ``asks`` is what a follow-up says of a row, ``rule`` how many hours lie between two
    checks."""

    key: str
    model: type[RegisterRow]
    label: str | Promise
    explains: str | Promise
    # Of one row, and of its follow-up: what the button says, what happens at its end.
    one: str | Promise
    deed: str | Promise
    ends: str | Promise
    rule: str
    asks: Callable[[Any], str]
    about: Callable[[Any], About]
    # Of the follow-up that a row owes now; left out, it is the register's one kind.
    kind: Callable[[Any], str] | None = None
    # By when a row is looked at whatever was found before, and by which rule; None for none.
    latest: Callable[[Any], tuple[datetime, str] | None] = lambda _row: None
    # Every kind that a row may owe, each row one of them at a time; left out, the register's one.
    checks: tuple[Stream, ...] = ()

    def kind_of(self, row: RegisterRow) -> str:
        """The kind of a row's next check."""
        return self.key if self.kind is None else self.kind(row)

    @property
    def streams(self) -> tuple[Stream, ...]:
        """What its rows are sorted by."""
        return self.checks or (Stream(self.key, self.key),)

    def source_of(self, row: RegisterRow) -> tuple[str, int]:
        """What the next check of a row is about: the row, or the case that keeps it."""
        kind = self.kind_of(row)
        stream = next(one for one in self.streams if one.kind == kind)
        return stream.source, getattr(row, stream.by)

    def is_kept_elsewhere(self, row: RegisterRow) -> bool:
        """Whether the next check moves and ends with a case, never by hand."""
        elsewhere = any(one.source != self.key for one in self.streams)
        return elsewhere and self.source_of(row)[0] != self.key

    @property
    def address(self) -> str:
        """Of its list."""
        return reverse(f"register-{self.key}s")


_registers: dict[str, Register] = {}


def register_register(register: Register) -> None:
    """Make it known, once."""
    if _registers.setdefault(register.key, register) is not register:
        raise LookupError(f"{register.key} is already registered")


def every_register() -> Mapping[str, Register]:
    """All of them by their keys, in the order in which they are shown."""
    return dict(_registers)


def register_of(row: RegisterRow) -> Register:
    """The register that a row stands in."""
    return next(one for one in _registers.values() if one.model is type(row))


def row_behind(followup: FollowUp) -> RegisterRow | None:
    """The row that a follow-up is about."""
    register = _registers.get(followup.source_kind)
    if register is None or followup.source_id is None:
        return None
    rows: Any = register.model
    found: RegisterRow | None = rows.objects.filter(
        shop_id=followup.shop_id, pk=followup.source_id
    ).first()
    return found
