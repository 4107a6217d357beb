"""What an owner does with the list of things to do: pass a step over, put it away, read on."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, ShopOpening, User
from helpdesk.accounts.opening_items import Item
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked


@transaction.atomic
def skip_step(*, actor: User, shop_id: int, item: Item) -> None:
    """Pass a step over; it stays on the list and can be done any time. Twice is once."""
    shop, row = _held(shop_id)
    if item.key in row.skipped:
        return
    row.skipped = [*row.skipped, item.key]
    row.save(update_fields=["skipped"])
    record(
        shop_id=shop_id,
        actor=actor,
        verb="shop.opening_skipped",
        target=shop,
        data={"target": str(item.label), "step": item.key},
    )


@transaction.atomic
def put_list_away(*, actor: User, shop_id: int, left: int) -> None:
    """No longer shown on other pages; its own page stays."""
    shop, row = _held(shop_id)
    if row.dismissed_at is not None:
        return
    row.dismissed_at = clock.now()
    row.save(update_fields=["dismissed_at"])
    record(
        shop_id=shop_id,
        actor=actor,
        verb="shop.opening_put_away",
        target=shop,
        data={"target": left},
    )


@transaction.atomic
def bring_list_back(*, shop_id: int) -> None:
    """Show it again while something is left."""
    _, row = _held(shop_id)
    row.dismissed_at = None
    row.save(update_fields=["dismissed_at"])


@transaction.atomic
def note_rules_read(*, shop_id: int) -> None:
    """The owner has the rules before them; only the first time counts."""
    if ShopOpening.objects.filter(pk=shop_id).exclude(rules_read_at=None).exists():
        return
    _, row = _held(shop_id)
    row.rules_read_at = row.rules_read_at or clock.now()
    row.save(update_fields=["rules_read_at"])


@transaction.atomic
def note_finished(*, shop_id: int) -> None:
    """Every step was found done: the list is over."""
    if ShopOpening.objects.filter(pk=shop_id).exclude(finished_at=None).exists():
        return
    _, row = _held(shop_id)
    row.finished_at = row.finished_at or clock.now()
    row.save(update_fields=["finished_at"])


def _held(shop_id: int) -> tuple[Shop, ShopOpening]:
    shop = locked(Shop.objects.filter(pk=shop_id)).get()
    row, _is_new = ShopOpening.objects.get_or_create(pk=shop_id)
    return shop, row
