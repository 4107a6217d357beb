"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from helpdesk.accounts.queries.shops import shop_ids
from helpdesk.commerce.actions import erasing

BATCHES = 20
"""Of one shop at a time: whoever has more to erase goes on in the next hour."""


@shared_task  # type: ignore[untyped-decorator]
def erase_old_receivers() -> None:
    """Receivers whose time is over, in every shop."""
    for shop_id in shop_ids():
        for _ in range(BATCHES):
            if erasing.erase_old_receivers(shop_id=shop_id) < erasing.AT_ONCE:
                break
    erasing.forget_old_looks()
