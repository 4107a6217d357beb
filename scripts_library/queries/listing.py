"""The library as its page shows it: folders with their counts, a list, one page of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from scripts_library.access import visible_scripts
from scripts_library.models import (
    Favourite,
    Folder,
    Script,
    ScriptAttachment,
    ScriptState,
    ScriptUse,
    ScriptVersion,
)
from scripts_library.queries.figures import WINDOW_DAYS

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for."""

    folder: int | None = None
    state: str = ""
    words: str = ""
    mine: str = ""  # favourites, submitted, own
    order: str = "used"  # used, newest, title
    page: int = 1


@dataclass(frozen=True, slots=True)
class FolderLine:
    """A folder of the tree, with what stands in it and below it."""

    folder: Folder
    many: int
    children: tuple["FolderLine", ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the list, and the counts around it."""

    # Scripts with `title`, `body`, `initials`, `used`, `rated`, `pleased`, `goods`,
    # `files` beside each.
    scripts: Sequence[Any]
    found: int
    states: dict[str, int]
    pages: int


def folder_tree(membership: Membership) -> tuple[list[FolderLine], int]:
    """Folders in their order, and how many scripts there are in all. Two queries."""
    counts = dict(
        visible_scripts(membership)
        .exclude(state=ScriptState.RETIRED)
        .values_list("folder")
        .annotate(many=Count("pk"))
        .order_by()
    )
    folders = list(Folder.objects.filter(shop_id=membership.shop_id).order_by("place", "pk"))
    lines = {one.pk: FolderLine(one, counts.get(one.pk, 0)) for one in folders}
    tree = []
    for one in folders:
        if one.parent_id is None:
            below = tuple(lines[child.pk] for child in folders if child.parent_id == one.pk)
            many = lines[one.pk].many + sum(child.many for child in below)
            tree.append(replace(lines[one.pk], many=many, children=below))
    return tree, sum(counts.values())


def shelf(membership: Membership, wanted: Wanted) -> Shelf:
    """Three queries whatever the library holds."""
    rows = _wanted(membership, wanted)
    counted = rows.values_list("state").annotate(many=Count("pk")).order_by()
    states = {str(state): many for state, many in counted}
    states["all"] = sum(many for state, many in states.items() if state != ScriptState.RETIRED)
    rows = (
        rows.filter(state=wanted.state) if wanted.state else rows.exclude(state=ScriptState.RETIRED)
    )
    found = states.get(wanted.state, 0) if wanted.state else states["all"]
    start = (max(1, wanted.page) - 1) * PER_PAGE
    page = list(_ordered(_told(rows), wanted.order)[start : start + PER_PAGE])
    return Shelf(page, found, states, max(1, -(-found // PER_PAGE)))


def _wanted(membership: Membership, wanted: Wanted) -> QuerySet[Script]:
    rows = visible_scripts(membership)
    if wanted.folder:
        inside = Q(folder_id=wanted.folder) | Q(folder__parent_id=wanted.folder)
        rows = rows.filter(inside)
    if wanted.mine == "favourites":
        kept = Favourite.objects.filter(shop_id=membership.shop_id, member=membership)
        rows = rows.filter(pk__in=kept.values("script_id"))
    elif wanted.mine == "submitted":
        rows = rows.filter(state=ScriptState.REVIEW, owner=membership)
    elif wanted.mine == "own":
        rows = rows.filter(owner=membership)
    if wanted.words:
        rows = rows.filter(pk__in=matching(membership.shop_id, wanted.words))
    return rows


def matching(shop_id: int, words: str) -> QuerySet[ScriptVersion, Any]:
    """Scripts whose newest words, pinyin, code or tags hold all of these words."""
    found = ScriptVersion.objects.filter(shop_id=shop_id, number=F("script__latest"))
    for word in words.split()[:6]:
        bare = word.lower()
        found = found.filter(
            Q(title__icontains=word)
            | Q(body__icontains=word)
            | Q(script__code__istartswith=word)
            | Q(script__tags__contains=[word])
            | Q(initials__contains=bare)
            | Q(pinyin__contains=bare)
        )
    return found.values("script_id")


def _told(rows: QuerySet[Script]) -> Any:
    """With the newest words and the figures of the last weeks beside each row."""
    since = now() - timedelta(days=WINDOW_DAYS)
    uses = (
        ScriptUse.objects.filter(shop_id=OuterRef("shop_id"), script=OuterRef("pk"), at__gte=since)
        .order_by()
        .values("script")
    )
    along = ScriptAttachment.objects.filter(version=OuterRef("newest__pk")).order_by()
    beside = along.values("version")
    return rows.select_related("group", "owner__user").annotate(
        newest=FilteredRelation("versions", condition=Q(versions__number=F("latest"))),
        title=F("newest__title"),
        body=F("newest__body"),
        initials=F("newest__initials"),
        used=Coalesce(Subquery(uses.annotate(n=Count("pk")).values("n")), 0),
        rated=Coalesce(Subquery(uses.annotate(n=Count("score")).values("n")), 0),
        pleased=Coalesce(
            Subquery(uses.annotate(n=Count("pk", filter=Q(score__gte=4))).values("n")), 0
        ),
        goods=Coalesce(Subquery(beside.annotate(n=Count("product")).values("n")), 0),
        files=Coalesce(Subquery(beside.annotate(n=Count("file")).values("n")), 0),
    )


def _ordered(rows: Any, order: str) -> Any:
    if order == "newest":
        return rows.order_by("-changed_at", "-pk")
    if order == "title":
        return rows.order_by("newest__pinyin", "pk")
    return rows.order_by("-used", "-language", "newest__pinyin", "pk")


def is_over(script: Script, today: date) -> bool:
    """Whether its days are past."""
    return script.valid_until is not None and script.valid_until < today
