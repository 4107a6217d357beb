"""Scripts in use that carry any of some tags: for whoever proposes words for an occasion."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from helpdesk.accounts.models import Membership
from scripts_library.access import visible_scripts
from scripts_library.models import ScriptState, ScriptVersion
from scripts_library.queries.passages import passages_of
from scripts_library.wording import whole

MOST = 300


@dataclass(frozen=True, slots=True)
class Tagged:
    """One script as it may be said, with its holes."""

    script_id: int
    version: int
    title: str
    body: str
    tags: Sequence[str]


def tagged_scripts(
    membership: Membership, tags: Collection[str], *, language: str, today: date
) -> list[Tagged]:
    """What the member may send today under any of these tags, the oldest first. Two queries."""
    visible = (
        visible_scripts(membership)
        .exclude(state=ScriptState.RETIRED)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today))
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))
        .filter(live__isnull=False, language=language, tags__overlap=list(tags))
    )
    rows = (
        ScriptVersion.objects.filter(
            shop_id=membership.shop_id,
            script__in=visible.order_by().values("pk"),
            number=F("script__live"),
        )
        .select_related("script")
        .order_by("script_id")[:MOST]
    )
    passages = passages_of(membership.shop_id)
    return [
        Tagged(row.script_id, row.number, row.title, whole(row.body, passages), row.script.tags)
        for row in rows
    ]
