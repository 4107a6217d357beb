"""What somebody asks of the search: words and conditions, read from a form or an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from conversations.models import EntryKind, EntrySide, Stage
from conversations.search.errors import DaysTurned, DayUnread, SearchTooLong
from conversations.search.words import terms_of
from helpdesk.kernel.clock import now

MOST_MARKS = 64
"""Characters that can be sought at once."""

Kind = Literal["", "file", "card", "note"]
NOTE = "note"
Rated = Literal["", "good", "poor", "none"]

SPANS: dict[str, tuple[int, str | Promise]] = {
    "today": (0, pgettext_lazy("search", "今天")),
    "7": (6, pgettext_lazy("search", "7 天内")),
    "90": (89, pgettext_lazy("search", "90 天内")),
}
SIDES: dict[str, str | Promise] = {
    EntrySide.BUYER.value: pgettext_lazy("search", "买家"),
    EntrySide.AGENT.value: pgettext_lazy("search", "客服"),
    EntrySide.AUTO.value: pgettext_lazy("search", "自动"),
}
RATED: dict[str, str | Promise] = {
    "good": pgettext_lazy("search", "很满意、满意"),
    "poor": pgettext_lazy("search", "一般以下"),
    "none": pgettext_lazy("search", "没评"),
}
KINDS: dict[str, str | Promise] = {
    EntryKind.FILE.value: gettext_lazy("图片、文件"),
    EntryKind.CARD.value: gettext_lazy("订单、商品卡片"),
    NOTE: pgettext_lazy("search", "备注"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Words and conditions, all of which have to hold; ``thread`` is one chat alone.

    Agent, stage and rating are those of the reception in which something was said, tags those of
    its thread, ``kind`` what is found itself.
    """

    terms: list[str] = field(default_factory=list)
    since: datetime | None = None
    until: datetime | None = None
    side: str = ""
    agent: int | None = None
    stage: str = ""
    tag: int | None = None
    rated: Rated = ""
    kind: Kind = ""
    thread: int | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is asked at all."""
        return self == Asked()

    @property
    def is_words_alone(self) -> bool:
        """No condition beside the words: buyers and orders can be meant too."""
        return self == Asked(terms=self.terms)


def read_asked(form: Mapping[str, str], *, zone: ZoneInfo) -> Asked:
    """What a form says. SearchTooLong, DayUnread, DaysTurned; what no form offers counts for
    nothing."""
    since, until = _days(form, zone)
    return Asked(
        terms=read_terms(form.get("words", "")),
        since=since,
        until=until,
        side=_one_of(form, "side", SIDES),
        agent=_number(form, "agent"),
        stage=_one_of(form, "stage", Stage.values),
        tag=_number(form, "tag"),
        rated=_one_of(form, "rated", RATED),  # type: ignore[arg-type]  # its keys
        kind=_one_of(form, "kind", KINDS),  # type: ignore[arg-type]
        thread=_number(form, "thread"),
    )


def read_terms(typed: str) -> list[str]:
    """The words, or SearchTooLong. NUL and halves of characters are nothing to look for."""
    if len(typed) > MOST_MARKS:
        raise SearchTooLong(limit=MOST_MARKS)
    return terms_of("".join(m for m in typed if m != "\x00" and not "\ud800" <= m <= "\udfff"))


def _days(form: Mapping[str, str], zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """A span that is offered, or one's own first and last day, both of them whole."""
    span = form.get("days", "")
    if span in SPANS:
        today = now().astimezone(zone).date()
        return _begin(today - timedelta(days=SPANS[span][0]), zone), None
    first, last = _day(form.get("since", "")), _day(form.get("until", ""))
    if first and last and first > last:
        raise DaysTurned()
    return (
        None if first is None else _begin(first, zone),
        None if last is None or last == date.max else _begin(last + timedelta(days=1), zone),
    )


def _day(typed: str) -> date | None:
    typed = typed.strip()
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        raise DayUnread(typed=typed[:20]) from None
    if found.year < 1970:
        raise DayUnread(typed=typed[:20])
    return found


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)


def _one_of(form: Mapping[str, str], name: str, offered: object) -> str:
    told = form.get(name, "")
    return told if told in offered else ""  # type: ignore[operator]  # a mapping or a list


def _number(form: Mapping[str, str], name: str) -> int | None:
    told = form.get(name, "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else None
