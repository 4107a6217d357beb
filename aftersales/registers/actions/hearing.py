"""What the registers do when a case has moved, in the transaction of the move."""

from aftersales.access import Held
from aftersales.registers.actions.claiming import claim_when_lost


def heard_by_registers(*, held: Held, before: str) -> None:
    """Called by `actions/moving.py` with the case as it stands now."""
    claim_when_lost(held=held, before=before)
