"""What the registers do when a case has moved, in the transaction of the move."""

from aftersales.access import Held
from aftersales.doer import Doer
from aftersales.registers.actions.claiming import claim_when_lost
from aftersales.registers.actions.reshipping import reship_when_moved
from aftersales.registers.actions.unmatching import unmatch_when_undone


def heard_by_registers(*, held: Held, before: str, doer: Doer) -> None:
    """With the case as it stands now."""
    claim_when_lost(held=held, before=before)
    unmatch_when_undone(held=held, before=before, doer=doer)
    reship_when_moved(held=held, before=before, doer=doer)
