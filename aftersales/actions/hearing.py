"""A callback of the payment service: a hint to ask it now. Never a fact by itself.

So one that is forged, replayed, doubled, late or lost can change nothing but when we ask.
"""

from typing import Literal
from uuid import UUID

from aftersales.errors import CallbackUnknown
from aftersales.models import Refund
from aftersales.models.refund import LIVE
from helpdesk.kernel.clock import now

Heard = Literal["asking", "settled"]


def hear_callback(*, key: UUID) -> Heard:
    """Let the refund fall due; CallbackUnknown where there is none under this key."""
    refunds = Refund.objects.filter(key=key)
    if refunds.filter(state__in=LIVE).update(due_at=now()):
        return "asking"
    # What a person said of it while the service was away is held against its books anew.
    if refunds.filter(is_said=True).update(compared_at=None):
        return "asking"
    if refunds.exists():
        return "settled"
    raise CallbackUnknown()
