"""How many cases stand where: for the tabs of the list and for the rail."""

from datetime import timedelta

from django.db.models import Count, Q

from aftersales.models import Approval, Case
from aftersales.turns import STATES, Tab
from helpdesk.accounts.policies import value_of
from helpdesk.followups.policy_rules import URGENT_MINUTES
from helpdesk.kernel import clock


def tab_counts(shop_id: int) -> dict[Tab, int]:
    """Of every tab but what is over, which nobody counts."""
    rows = Case.objects.filter(shop_id=shop_id, is_open=True)
    by_state = dict(rows.values_list("state").annotate(n=Count("pk")).order_by())
    found = {
        tab: sum(by_state.get(state.value, 0) for state in states) for tab, states in STATES.items()
    }
    found[Tab.APPROVAL] = Approval.objects.filter(shop_id=shop_id, state="waiting").count()
    found[Tab.ALL] = sum(by_state.values())
    return found


def pressing(shop_id: int) -> tuple[int, int]:
    """Cases that wait for us and are urgent by the shop's rule, or late; and how many are late."""
    now = clock.now()
    near = timedelta(minutes=value_of(shop_id, URGENT_MINUTES))
    rows = Case.objects.filter(
        shop_id=shop_id, is_open=True, due_at__lte=now + near, state__in=STATES[Tab.OURS]
    )
    found = rows.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)))
    return found["n"], found["late"]
