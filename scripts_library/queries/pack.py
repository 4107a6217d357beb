"""All scripts that a member may send, in one parcel for the browser's memory.

Arrays, not objects: 5,000 scripts are a third of the bytes so. `static/js/scripts/pack.js` reads
them by the same order.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Q, Subquery
from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.access import visible_scripts
from scripts_library.models import (
    Favourite,
    Library,
    Scope,
    ScriptAttachment,
    ScriptState,
    ScriptUse,
    ScriptVersion,
    Stage,
)
from scripts_library.queries.figures import PLEASED
from scripts_library.queries.passages import passages_of
from scripts_library.variables import registered_variables
from scripts_library.wording import whole

RANKED_DAYS = 90
STAGES = (Stage.PRE_SALE, Stage.IN_SALE, Stage.AFTER_SALE)


@dataclass(frozen=True, slots=True)
class PackVersion:
    """What a parcel depends on; two of the same word are the same parcel."""

    revision: int
    word: str


def pack_version(membership: Membership, *, today: date) -> PackVersion:
    """One query: cheap enough for every opening of the desk."""
    library = Library.objects.filter(shop_id=membership.shop_id).values("revision")
    of_groups = visible_scripts(membership).order_by().filter(scope=Scope.GROUP)
    groups = of_groups.filter(group_id__isnull=False).values("group_id").distinct()
    kept = Favourite.objects.filter(shop_id=membership.shop_id, member_id=membership.pk)
    revision, mine, stars = (
        Membership.objects.filter(pk=membership.pk)
        .values_list(
            Subquery(library[:1]),
            ArraySubquery(groups.order_by("group_id")),
            ArraySubquery(kept.order_by("script_id").values("script_id")),
        )
        .get()
    )
    facts = (membership.pk, membership.role, revision or 0, today.isoformat(), mine)
    mark = hashlib.sha256(repr((facts, stars)).encode()).hexdigest()[:12]
    return PackVersion(revision or 0, f"{revision or 0}-{mark}")


def pack(membership: Membership, *, today: date) -> dict[str, Any]:
    """The scripts in use today: what a pinyin key finds and Enter inserts. Six queries."""
    version = pack_version(membership, today=today)
    visible = (
        visible_scripts(membership)
        .exclude(state=ScriptState.RETIRED)
        .filter(live__isnull=False)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=today))
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gte=today))
    )
    rows = (
        ScriptVersion.objects.filter(
            shop_id=membership.shop_id,
            script__in=visible.order_by().values("pk"),
            number=F("script__live"),
        )
        .select_related("script__folder")
        .order_by("script_id")
    )
    kept = Favourite.objects.filter(shop_id=membership.shop_id, member=membership)
    stars = set(kept.values_list("script_id", flat=True))
    files = _files(membership.shop_id)
    counts, passages, goods = (
        _counts(membership.shop_id),
        passages_of(membership.shop_id),
        _goods(membership.shop_id),
    )
    return {
        "version": version.word,
        "revision": version.revision,
        "until": int(_midnight_after(today).timestamp() * 1000),
        "variables": [[one.key, one.zh, one.en] for one in registered_variables()],
        "scripts": [
            [
                row.script_id,
                row.number,
                row.script.code,
                row.title,
                whole(row.body, passages),
                row.pinyin,
                row.initials,
                row.script.stage,
                row.script.language,
                row.script.scope,
                row.script.tags,
                row.script.folder.name if row.script.folder else "",
                int(row.script_id in stars),
                counts.get(row.script_id, [0, 0, 0, 0, 0]),
                goods.get(row.pk, []),
                files.get(row.pk, []),
            ]
            for row in rows
        ],
    }


def _midnight_after(day: date) -> datetime:
    """When other scripts begin or end, by the shop's calendar."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _counts(shop_id: int) -> dict[int, list[int]]:
    """Uses of the last weeks by stage, then how many were rated and how many were satisfied."""
    since = now() - timedelta(days=RANKED_DAYS)
    rows = (
        ScriptUse.objects.filter(shop_id=shop_id, at__gte=since)
        .order_by()
        .values_list("script_id", "stage")
        .annotate(
            many=Count("pk"),
            rated=Count("score"),
            pleased=Count("pk", filter=Q(score__gte=PLEASED)),
        )
    )
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for script, stage, many, rated, pleased in rows:
        line = counts[script]
        if stage in STAGES:
            line[STAGES.index(Stage(stage))] += many
        line[3] += rated
        line[4] += pleased
    return dict(counts)


def _goods(shop_id: int) -> dict[int, list[list[Any]]]:
    """The products that go along with each version: number and name."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    rows = ScriptAttachment.objects.filter(
        shop_id=shop_id, product__isnull=False, product__retired_at__isnull=True
    ).order_by("place")
    for version, product, name in rows.values_list("version_id", "product_id", "product__name"):
        found[version].append([product, name])
    return found


def _files(shop_id: int) -> dict[int, list[list[Any]]]:
    """The files that go along with each version: key, name, kind, and whether it is a picture."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    rows = ScriptAttachment.objects.filter(shop_id=shop_id, file__isnull=False)
    facts = ("version_id", "file__key", "file__name", "file__kind", "file__width")
    for version, key, name, kind, width in rows.order_by("place").values_list(*facts):
        found[version].append([key, name, kind, int(width is not None)])
    return found
