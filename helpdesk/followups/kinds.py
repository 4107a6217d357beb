"""The kinds of what may be owed: a registry that every app adds to from ``AppConfig.ready()``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from helpdesk.followups.chaining import Step

if TYPE_CHECKING:
    from helpdesk.followups.models import FollowUp


def never(_row: "FollowUp") -> Step | None:
    """Done is done."""
    return None


@dataclass(frozen=True, slots=True)
class Kind:
    """``label`` is the word on the row, ``deed`` what its button says, ``ends`` what happens when
    its time is over. ``opens`` gives the address of what it is about, or "" for none. ``again`` is
    asked when it is done and its chain is at an end: the next one, as long as its source is not
    settled. What ``is_kept`` ends and moves with what it is about, never by hand
    (`actions/keeping.py`); for what ``is_promise`` somebody has given their word."""

    key: str
    label: str | Promise
    deed: str | Promise
    span: timedelta
    is_important: bool
    opens: Callable[["FollowUp"], str]
    ends: str | Promise | Callable[["FollowUp"], str] = ""
    again: Callable[["FollowUp"], Step | None] = never
    is_kept: bool = False
    is_promise: bool = False

    def ends_of(self, row: "FollowUp") -> str:
        """What happens when the time of this one is over."""
        return self.ends(row) if callable(self.ends) else str(self.ends)


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known, once."""
    if _kinds.get(kind.key, kind) != kind:
        raise LookupError(f"{kind.key} is already registered differently")
    _kinds[kind.key] = kind


def registered_kinds() -> Mapping[str, Kind]:
    """Every kind by its key."""
    return dict(_kinds)


def kind_named(key: str) -> Kind:
    """The kind of this key; an unknown one is a mistake in the code."""
    return _kinds[key]
