"""What the registers do when a case has moved, in the transaction of the move.

What is done is fetched when it is needed: the registers' deeds move cases themselves.
"""

from aftersales.access import Held
from aftersales.doer import Doer


def heard_by_registers(*, held: Held, before: str, doer: Doer) -> None:
    """Called by `actions/moving.py` with the case as it stands now."""
    from aftersales.registers.actions.claiming import claim_when_lost
    from aftersales.registers.actions.reshipping import reship_when_moved

    claim_when_lost(held=held, before=before)
    reship_when_moved(held=held, before=before, doer=doer)
