"""The shop's tags."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from conversations.models import ConversationTag, Tag
from helpdesk.realtime.shapes import TagShape


def tags_of(shop_id: int) -> list[TagShape]:
    """All of them as the wire carries them, by name."""
    rows = Tag.objects.filter(shop_id=shop_id).order_by("name")
    return [{"id": row.pk, "name": row.name, "retired": row.retired_at is not None} for row in rows]


@dataclass(frozen=True, slots=True)
class TagLine:
    """One line of the settings page; ``used`` counts threads."""

    id: int
    name: str
    is_retired: bool
    used: int


def tag_lines(shop_id: int) -> list[TagLine]:
    """Those in use first, then by name."""
    counted = (
        ConversationTag.objects.filter(shop_id=shop_id, tag=OuterRef("pk"))
        .order_by()
        .values("tag")
        .annotate(total=Count("pk"))
        .values("total")
    )
    rows: Any = Tag.objects.filter(shop_id=shop_id).annotate(used=Coalesce(Subquery(counted), 0))
    lines = [TagLine(row.pk, row.name, row.retired_at is not None, row.used) for row in rows]
    return sorted(lines, key=lambda one: (one.is_retired, one.name))


def tag_named(shop_id: int, name: str) -> Tag | None:
    """The tag in use that somebody means who types its name."""
    typed = " ".join(name.replace("\x00", "").split())
    return Tag.objects.filter(shop_id=shop_id, name=typed, retired_at__isnull=True).first()
