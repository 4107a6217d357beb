"""Whether there is a shop yet, and the list of what a shop still needs, as pages show it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from helpdesk.accounts.models import Installation, Membership, Shop, ShopOpening
from helpdesk.accounts.opening_items import items
from helpdesk.accounts.permissions import allows


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the list."""

    key: str
    label: str | Promise
    act: str | Promise
    url: str
    minutes: int
    share: int
    words: str
    in_wizard: bool
    is_skipped: bool

    @property
    def is_done(self) -> bool:
        return self.share >= 100


@dataclass(frozen=True, slots=True)
class OpeningList:
    """All items of one shop, and the next thing to do."""

    lines: list[Line]

    @property
    def left(self) -> list[Line]:
        return [line for line in self.lines if not line.is_done]

    @property
    def done(self) -> int:
        return len(self.lines) - len(self.left)

    @property
    def next(self) -> Line | None:
        """The first that is neither done nor passed over, else the first that is not done."""
        return next(
            (line for line in self.left if not line.is_skipped), next(iter(self.left), None)
        )

    @property
    def minutes(self) -> int:
        """About how long the rest takes."""
        return sum(line.minutes for line in self.left)


def is_opened() -> bool:
    """Whether the installation has its first shop."""
    return Installation.objects.exclude(opened_at=None).exists()


def opening_row(shop_id: int) -> ShopOpening:
    """What the owner did with the list; unsaved where nothing yet."""
    return ShopOpening.objects.filter(pk=shop_id).first() or ShopOpening(shop_id=shop_id)


def opening_list(shop: Shop, row: ShopOpening) -> OpeningList:
    """Every item, asked of the data now."""
    skipped = set(row.skipped)
    lines = []
    for item in items():
        told = item.tell(shop)
        lines.append(
            Line(
                key=item.key,
                label=item.label,
                act=item.act,
                url=reverse(item.page),
                minutes=item.minutes,
                share=told.share,
                words=told.words,
                in_wizard=item.in_wizard,
                is_skipped=item.key in skipped,
            )
        )
    return OpeningList(lines)


def open_row_for(membership: Membership) -> ShopOpening | None:
    """The row while the list is neither put away nor over; for whoever may change the settings,
    else None. One query."""
    if not allows(membership.role, "shop.settings"):
        return None
    row = opening_row(membership.shop_id)
    return row if row.dismissed_at is None and row.finished_at is None else None


def open_list_for(membership: Membership) -> OpeningList | None:
    """The list while something on it is left to do; None where `open_row_for` has none."""
    row = open_row_for(membership)
    found = opening_list(membership.shop, row) if row is not None else None
    return found if found is not None and found.left else None
