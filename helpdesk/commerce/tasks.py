"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from helpdesk.accounts.queries.shops import shop_ids
from helpdesk.commerce.actions import erasing
from helpdesk.kernel.sweeping import for_each

BATCHES = 20
"""Of one shop at a time: whoever has more to erase goes on in the next hour."""


@shared_task  # type: ignore[untyped-decorator]
def erase_old_receivers() -> None:
    """Receivers whose time is over, in every shop; one that fails holds up no other."""
    for_each(shop_ids(), _erase, name="the receivers of shop")
    erasing.forget_old_looks()


def _erase(shop_id: int) -> None:
    for _ in range(BATCHES):
        if erasing.erase_old_receivers(shop_id=shop_id) < erasing.AT_ONCE:
            break
