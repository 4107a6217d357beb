"""Which open cases a tab of the list holds."""

from django.db.models import Q

from aftersales.turns import STATES, Tab


def in_tab(tab: Tab) -> Q:
    """By its states; what the platform waits for from the shop is the shop's turn."""
    if tab is Tab.OURS:
        return Q(state__in=STATES[tab]) | Q(owes_proof=True)
    if tab is Tab.THEIRS:
        return Q(state__in=STATES[tab], owes_proof=False)
    return Q(state__in=STATES[tab])
