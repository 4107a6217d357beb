"""A follow-up as a line of the radar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.sources import source_named
from helpdesk.followups.due_words import day_words, is_near, left_words
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.models import FollowUp
from helpdesk.followups.reasons import reason_said
from helpdesk.followups.titles import title_said
from helpdesk.followups.weighing import share_used, step_of
from helpdesk.kernel.money import yuan
from helpdesk.kernel.shown import Shown


@dataclass(frozen=True, slots=True)
class Line(Shown):
    """What a row or a card of the board says, in words already: fifty times a page, a template
    that has to find them out costs more than finding the rows."""

    row: FollowUp
    # Numbers as a template would write them, and its address.
    pk: str
    version: str
    place: str
    title: str
    pick: str
    because: str
    label: str
    deed: str
    opens: str
    # Beginning and end of its time, as scripts read them, and the end alone.
    span: str
    due: str
    far: str
    left: str
    clock: str
    step: str
    percent: str
    money: str
    owner: str
    initial: str
    is_group: bool
    who: str
    letter: str
    is_kept: bool

    @property
    def order(self) -> str:
        """The order's number as people say it. Only where it is shown: not every page has asked
        for the order."""
        return "" if self.row.order is None else self.row.order.tail


def line_of(
    row: FollowUp, *, now: datetime, percentages: list[int], groups: Mapping[int, str]
) -> Line:
    """At a moment, by the shop's points of reminding."""
    kind = kind_named(row.kind)
    share = share_used(starts_at=row.starts_at, due_at=row.due_at, moment=now)
    due = timezone.localtime(row.due_at)
    clock = f"{due:%H:%M}"
    near = is_near(row.due_at, now)
    owner = _owner(row, groups)
    title = title_said(row.kind, row.title)
    letter = "" if row.buyer is None else row.buyer.platform_letter
    return Line(
        row=row,
        pk=str(row.pk),
        version=str(row.version),
        place=reverse("todo-one", args=[row.pk]),
        title=title,
        pick=_("选「%(title)s」") % {"title": title},
        because=source_named(reason_said(row.because)),
        label=str(kind.label),
        deed=str(kind.deed),
        opens=kind.opens(row),
        span=f"{timezone.localtime(row.starts_at).isoformat()}/{due.isoformat()}",
        due=due.isoformat(),
        far="" if near else f"{day_words(row.due_at, now)} {clock}",
        left=left_words(row.due_at, now),
        clock=clock if near else "",
        step=str(step_of(share, percentages)),
        percent=str(round(share * 100)),
        money=yuan(row.money_at_risk_fen) if row.money_at_risk_fen else "",
        owner=owner,
        initial=owner[:1],
        is_group=row.group is not None,
        who=_who(row, letter),
        letter=letter,
        is_kept=kind.is_kept,
    )


def _who(row: FollowUp, letter: str) -> str:
    if row.buyer is None:
        return ""
    return f"{row.buyer.name} · {letter}" if letter else row.buyer.name


def _owner(row: FollowUp, groups: Mapping[int, str]) -> str:
    if row.owner is not None:
        return row.owner.user.shown_name
    return groups.get(row.group or 0, "")
