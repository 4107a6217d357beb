"""The demo shop's programs: a token nobody knows the word of, and a sender with a log."""

from collections.abc import Sequence
from typing import Final

from helpdesk.accounts.actions.api_tokens import make_api_token
from helpdesk.accounts.actions.order_sources import make_source, note_refusal
from helpdesk.accounts.api_errors import HookOld
from helpdesk.accounts.models import Membership
from helpdesk.commerce.actions.receiving import receive_orders
from helpdesk.commerce.order_facts import OrderFacts

PUSHED: Final = 3


def load_programs(owner: Membership, orders: Sequence[OrderFacts]) -> None:
    """What the page 开放接口 shows; the orders are those the shop has, so nothing changes."""
    make_api_token(
        actor=owner.user,
        member=owner,
        name="ERP",
        scopes=["orders:read", "orders:write", "products:read", "shipments:write"],
        days=365,
    )
    source, _secret = make_source(actor=owner.user, shop_id=owner.shop_id, name="打单软件")
    for place in range(PUSHED):
        receive_orders(
            source=source,
            delivery=f"print-{place + 1:04}",
            signature=f"{place:064}",
            size=1024 * (place + 1),
            orders=orders[place : place + 1],
        )
    late = HookOld(seconds=412, limit=300)
    note_refusal(source=source, delivery=f"print-{PUSHED + 1:04}", problem=late, size=1024)
