"""Everything that the list of cases shows at one moment."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import normalize
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aftersales.causes import Cause
from aftersales.doer import staff_of
from aftersales.machine.words import Kind, State
from aftersales.models import Approval, Case
from aftersales.queries.clock_of_case import Clock, clock_of, latest_deadlines
from aftersales.queries.counts import tab_counts
from aftersales.queries.listing import Asked, Goods, Page, list_page, sought_cases
from aftersales.queries.questions import may_decide_any
from aftersales.queries.titles import titles_of
from aftersales.queries.trouble import trouble_days
from aftersales.turns import Tab
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.access import product_of_shop, sku_of_shop
from helpdesk.commerce.models import Platform
from helpdesk.commerce.queries.finding import buyer_ids, order_ids
from helpdesk.commerce.search_words import read
from helpdesk.followups.due_words import day_words
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.kernel import clock as clocks
from helpdesk.kernel.money import yuan
from helpdesk.kernel.shown import Shown

AS_NUMBER = re.compile(r"(?:as)?[\s\-–—_]*([0-9]{1,15})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line(Shown):
    """What a row says, in words already."""

    case: Case
    pk: str
    place: str
    kind: str
    state: str
    why: str
    title: str
    # As scripts read them: beginning and end of the time that runs, and the end alone.
    span: str
    due: str
    step: str
    percent: str
    money: str
    clock: Clock | None
    since: str
    who: str
    order: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of a filter and whether it holds."""

    value: str
    label: str | Promise
    is_on: bool


def scene_of_list(
    membership: Membership, asked: Asked, *, words: str = "", after: str = ""
) -> dict[str, Any]:
    """What the templates name. ``after`` leaves all but the rows out; ``words`` look everywhere."""
    now = clocks.now()
    percentages: list[int] = value_of(membership.shop_id, REMINDERS)
    if words:
        page = Page(_sought(membership.shop_id, words), "")
    else:
        page = list_page(membership, asked, after)
    scene = {
        "moment": clocks.iso(now),
        "steps": ",".join(map(str, percentages)),
        "asked": asked,
        "words": words,
        "is_more": bool(after),
        "lines": _lines(membership.shop_id, page.cases, now, percentages),
        "more": _query(asked, after=page.cursor) if page.cursor else "",
    }
    if not after:
        scene |= _head(membership, asked, words)
    return scene


def _head(membership: Membership, asked: Asked, words: str) -> dict[str, Any]:
    counts = tab_counts(membership.shop_id)
    on = None if words or asked.goods else asked.tab
    return {
        "tabs": [
            (tab, counts.get(tab), _query(asked, tab=tab.value, product="", sku=""), tab is on)
            for tab in Tab
        ],
        "goods": _goods(membership.shop_id, asked.goods) if asked.goods else "",
        "kinds": [Choice(one.value, one.label, one == asked.kind) for one in Kind],
        "causes": [Choice(one.value, one.label, one == asked.cause) for one in Cause],
        "platforms": [
            Choice(one.value, one.label, one.value == asked.platform) for one in Platform
        ],
        "mine_query": _query(asked, mine="" if asked.mine else "1"),
        "is_narrowed": bool(asked.kind or asked.cause or asked.platform or asked.mine),
        "plain_query": f"?tab={asked.tab.value}",
        "to_decide": may_decide_any(staff_of(membership)),
    }


def _goods(shop_id: int, goods: Goods) -> str:
    """What the list is about, in words; ProductNotFound for what is another shop's."""
    name = product_of_shop(shop_id, goods.product).name
    if goods.sku is not None:
        name = f"{name} {sku_of_shop(shop_id, goods.sku).spec}".rstrip()
    return _("近 %(n)s 天的「%(goods)s」，在办的和办完的") % {
        "n": trouble_days(shop_id),
        "goods": name,
    }


def _lines(shop_id: int, cases: list[Case], now: datetime, percentages: list[int]) -> list[Line]:
    ids = [case.pk for case in cases]
    titles, deadlines = titles_of(shop_id, ids), latest_deadlines(shop_id, ids)
    waiting = Approval.objects.filter(shop_id=shop_id, case_id__in=ids, state="waiting")
    questions = set(waiting.values_list("case_id", flat=True))
    return [
        _line(
            case,
            clock_of(case, deadlines, now=now, percentages=percentages),
            title=titles.get(case.pk, ""),
            since=_when(case.closed_at or case.opened_at, now),
            is_asked=case.pk in questions,
        )
        for case in cases
    ]


def _line(case: Case, clock: Clock | None, *, title: str, since: str, is_asked: bool) -> Line:
    began = due = ""
    if clock is not None:
        began = timezone.localtime(clock.deadline.started_at).isoformat()
        due = timezone.localtime(clock.deadline.due_at).isoformat()
    cause = str(Cause(case.cause).label)
    return Line(
        case=case,
        pk=str(case.pk),
        place=reverse("case", args=[case.pk]),
        kind=str(Kind(case.kind).label),
        state=_("平台介入，等我们交凭证") if case.owes_proof else str(State(case.state).label),
        why=f"{cause} · {case.words}" if case.words else cause,
        title=title,
        span=f"{began}/{due}",
        due=due,
        step=str(clock.step) if clock else "",
        percent=str(clock.percent) if clock else "",
        money=yuan(case.amount_fen) if case.amount_fen else "",
        clock=clock,
        since=since,
        who=f"{case.buyer.name} · {case.buyer.platform_letter}" if case.buyer else "",
        order=case.order.tail,
        is_asked=is_asked,
    )


def _sought(shop_id: int, words: str) -> list[Case]:
    """By AS-number however it is typed, order number or its last four, the buyer's nickname."""
    number = AS_NUMBER.fullmatch(normalize("NFKC", words).strip())
    sought = read(words)
    return sought_cases(
        shop_id,
        numbers=[int(number[1])] if number else [],
        orders=order_ids(shop_id, sought) if sought else [],
        buyers=buyer_ids(shop_id, sought) if sought else [],
    )


def _query(asked: Asked, **other: str) -> str:
    said = {
        "tab": asked.tab.value,
        "kind": asked.kind,
        "cause": asked.cause,
        "platform": asked.platform,
        "mine": "1" if asked.mine else "",
        "product": str(asked.goods.product) if asked.goods else "",
        "sku": str(asked.goods.sku or "") if asked.goods else "",
        **other,
    }
    return "?" + urlencode({name: value for name, value in said.items() if value})


def _when(moment: datetime, now: datetime) -> str:
    return f"{day_words(moment, now)} {timezone.localtime(moment):%H:%M}"
