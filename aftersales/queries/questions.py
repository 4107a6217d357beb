"""What waits for somebody's yes above a colleague's limit: the inbox of approvals."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aftersales.doer import Doer
from aftersales.errors import OwnApproval
from aftersales.limits import limit_fen, roles_for, rule_for_verb
from aftersales.machine.words import Kind, Verb
from aftersales.models import Approval
from aftersales.policy_rules import LIMIT_BACK, LIMIT_KEEP
from aftersales.queries.clock_of_case import Clock, clock_of, latest_deadlines
from aftersales.queries.titles import titles_of
from helpdesk.accounts.models import Role
from helpdesk.accounts.policies import value_of
from helpdesk.followups.due_words import day_words
from helpdesk.followups.policy_rules import REMINDERS
from helpdesk.kernel import clock as clocks
from helpdesk.kernel.money import yuan

MOST = 100
"""At once; the oldest first, so that the rest comes up as these are decided."""


@dataclass(frozen=True, slots=True)
class Question:
    """``locked`` says why this person cannot decide it, and who can; "" where they can."""

    asked: Approval
    title: str
    kind: str
    when: str
    clock: Clock | None
    locked: str
    is_own: bool


def inbox_of(doer: Doer) -> list[Question]:
    """The open questions of the shop, as this person may decide them; six queries."""
    now = clocks.now()
    rows = list(
        Approval.objects.filter(shop_id=doer.shop_id, state="waiting")
        .select_related("case__order", "case__buyer", "asked_by__user")
        .order_by("asked_at", "pk")[:MOST]
    )
    ids = [row.case_id for row in rows]
    titles, deadlines = titles_of(doer.shop_id, ids), latest_deadlines(doer.shop_id, ids)
    percentages: list[int] = value_of(doer.shop_id, REMINDERS)
    limits = {name: value_of(doer.shop_id, name) for name in (LIMIT_BACK, LIMIT_KEEP)}
    return [
        Question(
            asked=row,
            title=titles.get(row.case_id, ""),
            kind=_deed(row),
            when=_when(row.asked_at, now),
            clock=clock_of(row.case, deadlines, now=now, percentages=percentages),
            locked=_locked(row, doer, limits[_rule(row)]),
            is_own=row.asked_by_id == doer.member_id,
        )
        for row in rows
    ]


def _rule(row: Approval) -> str:
    back = row.case.return_signed_at is not None
    return rule_for_verb(row.verb, Kind(row.case.kind), goods_back=back)


def _deed(row: Approval) -> str:
    """What a yes does; of an agreement the kind says it."""
    kind = str(Kind(row.case.kind).label)
    return kind if row.verb == Verb.AGREE else f"{kind} · {Verb(row.verb).label}"


def may_decide_any(doer: Doer) -> int:
    """How many questions wait that are not one's own: for the head of the list."""
    rows = Approval.objects.filter(shop_id=doer.shop_id, state="waiting")
    return rows.exclude(asked_by_id=doer.member_id).count()


def _locked(row: Approval, doer: Doer, limits: dict[str, int]) -> str:
    if row.asked_by_id == doer.member_id:
        return OwnApproval().told()
    most = limit_fen(doer.role, limits)
    if most is None or row.fen <= most:
        return ""
    roles = [str(Role(role).label) for role in roles_for(row.fen, limits)]
    words = {"limit": yuan(most), "roles": pgettext("between roles", "或").join(roles)}
    return _("超过您的额度 %(limit)s，要%(roles)s批") % words


def _when(moment: datetime, now: datetime) -> str:
    return f"{day_words(moment, now)} {timezone.localtime(moment):%H:%M}"
