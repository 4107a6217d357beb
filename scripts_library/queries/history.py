"""The versions of a script, and the replies that became scripts."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.access import visible_scripts
from scripts_library.differences import difference
from scripts_library.models import Script, ScriptState, ScriptVersion

SHOWN = 30
ON_THE_WALL = 60


def versions_of(script: Script) -> list[Any]:
    """Newest first, each version with `changes`: what it changed from the one before."""
    rows: list[Any] = list(
        ScriptVersion.objects.select_related("author__user", "reviewer__user")
        .filter(shop_id=script.shop_id, script=script)
        .order_by("-number")[: SHOWN + 1]
    )
    for newer, older in pairwise(rows):
        newer.changes = difference(older.body, newer.body)
    if rows and rows[-1].number == 1:
        rows[-1].changes = []
    return rows[:SHOWN]


def best_replies(membership: Membership) -> Sequence[Script]:
    """Replies that were really said and are in use now: those most used and best rated first."""
    return list(
        visible_scripts(membership)
        .filter(from_seq__isnull=False, state=ScriptState.APPROVED)
        .annotate(
            said=FilteredRelation("versions", condition=Q(versions__number=F("live"))),
            title=F("said__title"),
            body=F("said__body"),
        )
        .annotate(
            used=Count("uses"),
            rated=Count("uses__score"),
            pleased=Count("uses", filter=Q(uses__score__gte=4)),
        )
        .select_related("owner__user")
        .order_by("-pleased", "-used", "-created_at")[:ON_THE_WALL]
    )


def newly_on_the_wall(membership: Membership) -> int:
    """How many came within seven days."""
    since = now() - timedelta(days=7)
    rows = visible_scripts(membership).filter(from_seq__isnull=False, created_at__gte=since)
    return rows.filter(state=ScriptState.APPROVED).count()
