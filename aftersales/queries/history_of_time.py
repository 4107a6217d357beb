"""The time of a case in its history: what began to run by which rule, who moved an end and why,
what stood still, and which change of a rule or a holiday moved nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aftersales.machine.timers import LEGAL
from aftersales.machine.words import Timer
from aftersales.models import Case, Deadline
from aftersales.policy_rules import HOLIDAYS_PAUSE
from aftersales.queries.clock_of_case import limit_words
from aftersales.queries.evidence_shown import Proof
from helpdesk.accounts.models import Policy
from helpdesk.accounts.opening_rules import HOLIDAYS
from helpdesk.accounts.policies import rule
from helpdesk.accounts.time_left import time_left
from helpdesk.kernel import clock
from helpdesk.kernel.text import listed

MOST_CHANGES = 20
"""Of rules and holidays, the newest: a list of holidays may be edited every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of the history. ``said`` are a person's words, ``facts`` the machine's."""

    at: datetime
    what: str | Promise
    who: str = ""
    said: str = ""
    facts: str = ""
    proofs: Sequence[Proof] = ()
    is_automatic: bool = False
    waits: bool = False


def time_of_case(case: Case) -> list[Happened]:
    """Two queries."""
    rows = Deadline.objects.filter(shop_id=case.shop_id, case=case).order_by("pk")
    deadlines = list(rows.select_related("moved_by__user"))
    return [*_timed(deadlines), *_unmoved(case.shop_id, deadlines)]


def clock_said(data: dict[str, Any]) -> list[str]:
    """What a move did to the end of what ran: an offer stops it, an answer lets it run on."""
    found = []
    if stopped := data.get("stopped"):
        left = timedelta(seconds=stopped["left_seconds"])
        words = {"what": Timer(stopped["timer"]).label, "left": time_left(left)}
        found.append(_("「%(what)s」停着不计，%(left)s") % words)
    if on := data.get("went_on"):
        before, due = (_at(datetime.fromisoformat(on[name])) for name in ("before", "due_at"))
        words = {"what": Timer(on["timer"]).label, "before": before, "due": due}
        found.append(_("「%(what)s」接着计，停过的补上：期限从 %(before)s 到 %(due)s") % words)
    return found


def _timed(deadlines: Iterable[Deadline]) -> Iterator[Happened]:
    """A deadline that somebody moved is followed by a row of its own, from the same start."""
    before: dict[tuple[str, datetime], Deadline] = {}
    for one in deadlines:
        label, start = Timer(one.timer).label, (one.timer, one.started_at)
        if start in before and one.moved_by is None:
            pass  # it runs on as it began, and the move that let it says why
        elif start in before:
            due = _at(one.due_at)
            yield Happened(
                at=one.effective_from or one.started_at,
                what=_("%(what)s的期限改到 %(due)s") % {"what": label, "due": due},
                who=one.moved_by.user.shown_name if one.moved_by else "",
                said=one.source,
                facts=_("原来到 %(due)s；是人改的，店规没变") % {"due": _at(before[start].due_at)},
            )
        else:
            words = {"what": label, "limit": limit_words(one)}
            yield Happened(
                at=one.started_at,
                what=_("开始计时：%(what)s，%(limit)s") % words,
                facts=" · ".join([one.source, *_skipped(one)]),
                is_automatic=True,
            )
        before[start] = one


def _skipped(one: Deadline) -> list[str]:
    if not one.skipped_days:
        return []
    days = listed(one.skipped_days)
    return [_("店里放假不计：%(days)s，期限到 %(due)s") % {"days": days, "due": _at(one.due_at)}]


def _unmoved(shop_id: int, deadlines: Sequence[Deadline]) -> Iterator[Happened]:
    """What ran already when a rule or the holidays were changed keeps its end; so it is said."""
    if not deadlines:
        return
    names = {one.rule for one in deadlines} | {HOLIDAYS, HOLIDAYS_PAUSE}
    changes = Policy.objects.filter(
        shop_id=shop_id,
        name__in=names,
        effective_from__gt=min(one.started_at for one in deadlines),
        effective_from__lte=clock.now(),
    ).select_related("set_by")
    for change in changes.order_by("-effective_from", "-pk")[:MOST_CHANGES]:
        ran = next((one for one in deadlines if _ran(one, change)), None)
        if ran is not None:
            words = {"rule": rule(change.name).said(change.value), "due": _at(ran.due_at)}
            yield Happened(
                at=change.effective_from,
                what=_("店规改了，这个期限不动：%(what)s") % {"what": Timer(ran.timer).label},
                who=change.set_by.shown_name if change.set_by else "",
                said=change.source,
                facts=_("现在是「%(rule)s」；这一单照开始时的算，到 %(due)s") % words,
            )


def _ran(one: Deadline, change: Policy) -> bool:
    """Whether it was running then, by the rule that was changed."""
    hit = change.name == one.rule or (
        change.name in (HOLIDAYS, HOLIDAYS_PAUSE) and one.rule not in LEGAL
    )
    at = change.effective_from
    return hit and one.started_at < at and (one.ended_at is None or at < one.ended_at)


def _at(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
