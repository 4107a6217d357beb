"""How much is open in each stretch of time: the kept hours, and the follow-ups of hours cut in two.

Exact at the microsecond, in one statement and so of one moment.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.db import connection

from helpdesk.accounts.models import Membership
from helpdesk.followups.owners import roles_within
from helpdesk.followups.queries.radar import Whose, groups_asked_once

HOUR = timedelta(hours=1)

# Of whom only the sum is wanted, stretch, kind and weight are left out ("" and no).
SQL = """
SELECT CASE WHEN detailed THEN stretch ELSE 0 END AS at, whose,
    CASE WHEN detailed THEN kind ELSE '' END AS kind,
    detailed AND is_urgent AS is_urgent, detailed AND is_important AS is_important,
    sum(n)::bigint AS n, sum(fen)::bigint AS fen
FROM (
    SELECT width_bucket(s.due_hour, %(cuts)s::timestamptz[]) AS stretch, w.whose, w.detailed,
        s.kind, coalesce(s.urgent_hour < %(hour)s, false) AS is_urgent, s.is_important,
        s.count AS n, s.fen
    FROM followups_standing s
    JOIN unnest(%(keys)s::text[], %(names)s::text[], %(details)s::bool[])
        AS w (key, whose, detailed) ON s.whose = w.key
    WHERE s.shop_id = %(shop)s AND s.due_hour <> ALL (%(torn)s::timestamptz[])
        AND s.urgent_hour IS DISTINCT FROM %(hour)s AND s.due_hour < %(until)s
    UNION ALL
    SELECT width_bucket(f.due_at, %(cuts)s::timestamptz[]), w.whose, w.detailed,
        f.kind, coalesce(f.urgent_from <= %(now)s, false), f.is_important, 1, f.money_at_risk_fen
    FROM followups_followup f
    JOIN unnest(%(keys)s::text[], %(names)s::text[], %(details)s::bool[])
        AS w (key, whose, detailed) ON w.key IN ('shop', CASE
            WHEN f.owner_id IS NOT NULL THEN 'member:' || f.owner_id
            WHEN f."group" IS NOT NULL THEN 'group:' || f."group"
            ELSE 'role:' || f.for_role END)
    WHERE f.shop_id = %(shop)s AND f.state = 'open' AND f.due_at < %(until)s AND (
        f.urgent_from >= %(hour)s AND f.urgent_from < %(next_hour)s OR {torn})
) AS standing
GROUP BY 1, 2, 3, 4, 5
"""
RANGE = "f.due_at >= %({key})s AND f.due_at < %({key})s + interval '1 hour'"


@dataclass(frozen=True, slots=True)
class Stretch:
    """``at``: so many cuts lie before it. ``whose``: "mine" is what is one's own, "team" what is
    one's groups' or anybody's, "all" the whole shop's."""

    at: int
    whose: Whose
    kind: str
    is_urgent: bool
    is_important: bool
    count: int
    fen: int


def standing_of(
    membership: Membership,
    cuts: list[datetime],
    now: datetime,
    *,
    whole: Whose | None = None,
    until: datetime | None = None,
) -> list[Stretch]:
    """What is open for somebody. With ``whole`` also the shop's sum, and kinds and weights of
    those that are asked about; without, one's own and one's team's alone, in their stretches.
    Nothing from ``until`` on, where it is one of the cuts."""
    names = _keys(membership)
    if whole is None:
        details = [True] * len(names)
    else:
        names["shop"] = "all"
        wanted = {"mine": ("mine",), "team": ("mine", "team"), "all": ("all",)}[whole]
        details = [name in wanted for name in names.values()]
    torn = sorted({_hour(cut) for cut in cuts if _hour(cut) != cut})
    asked = {f"torn{at}": hour for at, hour in enumerate(torn)}
    ranges = " OR ".join(RANGE.format(key=key) for key in asked) or "false"
    values: dict[str, Any] = {
        **asked,
        "shop": membership.shop_id,
        "cuts": cuts,
        "torn": torn,
        "keys": list(names),
        "names": list(names.values()),
        "details": details,
        "now": now,
        "hour": _hour(now),
        "next_hour": _hour(now) + HOUR,
        "until": until or datetime.max.replace(tzinfo=UTC),
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL.format(torn=ranges), values)
        return [Stretch(at, cast(Whose, name), *rest) for at, name, *rest in cursor.fetchall()]


def _keys(membership: Membership) -> dict[str, Whose]:
    """Under what the person's follow-ups are kept, as the triggers write it."""
    found: dict[str, Whose] = {f"member:{membership.pk}": "mine"}
    found |= {f"group:{pk}": "team" for pk in groups_asked_once(membership)}
    return found | {f"role:{role}": "team" for role in roles_within(membership.role)}


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
