"""Everything that the radar shows at one moment."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.followups.kinds import kind_named
from helpdesk.followups.owners import group_names
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.followups.queries.board import Part, edges, fields_of, part_of
from helpdesk.followups.queries.lines import Line, line_of
from helpdesk.followups.queries.radar import Asked, Whose, narrowed, owed_to, radar_page
from helpdesk.followups.queries.tally import Tally, tally_of
from helpdesk.kernel import clock
from helpdesk.kernel.money import yuan


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the lines of this page under it."""

    part: Part | None
    lines: list[Line]
    money: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: where it leads, and whether it holds."""

    label: str | Promise
    count: int
    query: str
    is_on: bool
    key: str


def scene_of(
    membership: Membership, asked: Asked, *, is_board: bool = False, after: str = ""
) -> dict[str, Any]:
    """What the templates name. ``after`` leaves all but the rows out."""
    now = clock.now()
    steps: list[int] = value_of(membership.shop_id, REMINDERS)
    names = group_names(membership.shop_id)
    tally = tally_of(membership, asked, now)

    def lines(found: list[Any]) -> list[Line]:
        return [line_of(row, now=now, percentages=steps, groups=names) for row in found]

    scene: dict[str, Any] = {
        "moment": clock.iso(now),
        "steps": ",".join(map(str, steps)),
        "asked": asked,
        "is_board": is_board,
        "is_more": bool(after),
    }
    if is_board:
        rows = narrowed(owed_to(membership, asked.whose), asked)
        fields = fields_of(rows, now, tally.quadrants(asked))
        scene["fields"] = [(one, lines(one.rows)) for one in fields]
    else:
        page = radar_page(membership, asked, after)
        scene["groups"] = _groups(asked, lines(page.rows), tally)
        scene["more"] = _query(asked, False, after=page.cursor) if page.cursor else ""
    if not after:
        days = tally.days(asked.whose)
        scene |= {
            "days": [(one, _query(asked, is_board, day=_day_of(asked, one)), yuan(one.fen))
                     for one in days],
            "today": days[0],
            "today_money": yuan(days[0].fen),
            "whose": _whose(tally, asked, is_board),
            "kinds": _kinds(tally, asked, is_board),
            "late_query": _query(asked, is_board, day="" if asked.day == "late" else "late"),
            "list_query": _query(asked, False),
            "board_query": _query(asked, True),
            "order_query": _query(
                asked, False, order="time" if asked.order == "money" else "money"
            ),
        }  # fmt: skip
    return scene


def _groups(asked: Asked, lines: list[Line], tally: Tally) -> list[Group]:
    if asked.order == "money":
        return [Group(None, lines, "")] if lines else []
    parts, ends = tally.parts(asked), edges(tally.now)
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(part_of(line.row.due_at, ends), []).append(line)
    return [
        Group(parts[key], some, yuan(parts[key].fen) if parts[key].fen else "")
        for key, some in found.items()
    ]


def _whose(tally: Tally, asked: Asked, is_board: bool) -> list[Chip]:
    labels: dict[Whose, Any] = {
        "mine": pgettext_lazy("whose", "我的"),
        "team": pgettext_lazy("whose", "我和我的组"),
        "all": pgettext_lazy("whose", "全店"),
    }
    counts = tally.how_many()
    return [
        Chip(label, counts[key], _query(asked, is_board, whose=key, kind=""),
             asked.whose == key, key)
        for key, label in labels.items()
    ]  # fmt: skip


def _kinds(tally: Tally, asked: Asked, is_board: bool) -> list[Chip]:
    return [
        Chip(
            kind_named(one.kind).label,
            one.count,
            _query(asked, is_board, kind="" if asked.kind == one.kind else one.kind),
            asked.kind == one.kind,
            one.kind,
        )
        for one in tally.kinds(asked.whose)
    ]


def _day_of(asked: Asked, day: Any) -> str:
    word = day.date.isoformat()
    return "" if asked.day == word else str(word)


def _query(asked: Asked, is_board: bool, **other: str) -> str:
    """The address of the same with something else."""
    values = {
        "whose": asked.whose,
        "order": asked.order,
        "kind": asked.kind,
        "day": asked.day,
        "view": "board" if is_board else "",
        **other,
    }
    plain = {"whose": "team", "order": "time"}
    return "?" + urlencode({k: v for k, v in values.items() if v and plain.get(k) != v})
