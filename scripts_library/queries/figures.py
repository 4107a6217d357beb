"""What became of scripts that were sent: how often, how often changed, how rated after."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from helpdesk.kernel.clock import now
from scripts_library.models import Script, ScriptUse

WINDOW_DAYS = 30
PLEASED = 4
"""Scores from here on are "satisfied", as everywhere in the product."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of some uses."""

    used: int
    edited: int
    rated: int
    pleased: int

    @property
    def as_written_percent(self) -> int | None:
        return round(100 * (self.used - self.edited) / self.used) if self.used else None

    @property
    def edited_percent(self) -> int | None:
        return round(100 * self.edited / self.used) if self.used else None

    @property
    def pleased_percent(self) -> int | None:
        return round(100 * self.pleased / self.rated) if self.rated else None


_COUNTS = {
    "used": Count("pk"),
    "edited": Count("pk", filter=Q(edited=True)),
    "rated": Count("score"),
    "pleased": Count("pk", filter=Q(score__gte=PLEASED)),
}


def figures_of_shop(shop_id: int) -> Figures:
    """The last weeks of the whole library."""
    since = now() - timedelta(days=WINDOW_DAYS)
    rows = ScriptUse.objects.filter(shop_id=shop_id, at__gte=since)
    return Figures(**rows.aggregate(**_COUNTS))


def figures_of(script: Script) -> Figures:
    """The last weeks of one script."""
    since = now() - timedelta(days=WINDOW_DAYS)
    rows = ScriptUse.objects.filter(shop_id=script.shop_id, script=script, at__gte=since)
    return Figures(**rows.aggregate(**_COUNTS))


def figures_by_version(script: Script) -> dict[int, Figures]:
    """Every version that was ever sent."""
    rows = ScriptUse.objects.filter(shop_id=script.shop_id, script=script)
    counted: Any = rows.order_by().values("version").annotate(**_COUNTS)
    return {
        row["version"]: Figures(row["used"], row["edited"], row["rated"], row["pleased"])
        for row in counted
    }


def latest_uses(script: Script, most: int = 20) -> list[ScriptUse]:
    """The uses behind the figures, newest first."""
    return list(
        ScriptUse.objects.select_related("member__user")
        .filter(shop_id=script.shop_id, script=script)
        .order_by("-at")[:most]
    )
