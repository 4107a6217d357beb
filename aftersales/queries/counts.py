"""How many cases stand where: for the tabs of the list and for the rail."""

from datetime import timedelta

from django.db.models import Count, Q

from aftersales.models import Approval, Case
from aftersales.queries.tabs import in_tab
from aftersales.turns import STATES, Tab
from helpdesk.accounts.policies import value_of
from helpdesk.followups.policy_rules import URGENT_MINUTES
from helpdesk.kernel import clock

MOST_COUNTED = 1000
"""Beyond it nobody reads the figure, and counting would cost more than the page."""


def tab_counts(shop_id: int) -> dict[Tab, str]:
    """Of every tab but what is over, which nobody counts; 「999+」 where there are more."""
    rows = Case.objects.filter(shop_id=shop_id, is_open=True).values("pk")
    found = {tab: rows.filter(in_tab(tab))[:MOST_COUNTED].count() for tab in STATES}
    asked = Approval.objects.filter(shop_id=shop_id, state="waiting").values("pk")
    found[Tab.ALL] = sum(found.values())
    found[Tab.APPROVAL] = asked[:MOST_COUNTED].count()
    return {tab: str(n) if n < MOST_COUNTED else f"{MOST_COUNTED - 1}+" for tab, n in found.items()}


def pressing(shop_id: int) -> tuple[int, int]:
    """Cases that wait for us and are urgent by the shop's rule, or late; and how many are late."""
    now = clock.now()
    near = timedelta(minutes=value_of(shop_id, URGENT_MINUTES))
    rows = Case.objects.filter(shop_id=shop_id, is_open=True, due_at__lte=now + near).filter(
        in_tab(Tab.OURS)
    )
    found = rows.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)))
    return found["n"], found["late"]
