"""Where a shop's widget has been seen."""

from dataclasses import dataclass
from datetime import datetime

from conversations.models import WidgetSighting
from conversations.queries.widget import widget_of
from helpdesk.accounts.when import moment_said


@dataclass(frozen=True, slots=True)
class Site:
    """A website of the shop's list; ``last_at`` None until the widget was loaded there."""

    origin: str
    last_at: datetime | None
    last_said: str


def sites_seen(shop_id: int) -> list[Site]:
    """Every site of the list, in its order."""
    rows = dict(WidgetSighting.objects.filter(shop_id=shop_id).values_list("origin", "last_at"))
    return [_site(origin, rows.get(origin)) for origin in widget_of(shop_id).allowed_origins]


def tried_at(shop_id: int, own: list[str]) -> Site | None:
    """The last time on our own page to try it; None when never."""
    row = (
        WidgetSighting.objects.filter(shop_id=shop_id, origin__in=own).order_by("-last_at").first()
    )
    return _site(row.origin, row.last_at) if row else None


def _site(origin: str, last: datetime | None) -> Site:
    return Site(origin, last, moment_said(last) if last else "")
