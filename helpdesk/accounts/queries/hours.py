"""The opening hours of a shop, for pages and for sockets."""

from helpdesk.accounts.hours import BusinessHours
from helpdesk.accounts.hours_value import hours_in
from helpdesk.accounts.models import Shop
from helpdesk.accounts.policies import policies_of


def hours_of(shop: Shop) -> BusinessHours:
    """As they are in effect now; one query."""
    return hours_in(
        policies_of(shop.pk), time_zone=shop.time_zone, business_day_cut=shop.business_day_cut
    )
