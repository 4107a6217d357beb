"""When the shop is open: its week and its days of holiday, as new versions of two rules."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts import policies
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.errors import PolicyChangedMeanwhile
from helpdesk.accounts.hours_value import HolidayValue, Times
from helpdesk.accounts.models import Shop, User
from helpdesk.accounts.opening_rules import HOLIDAYS, HOURS
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel.locks import locked


@transaction.atomic
def set_hours(
    *,
    actor: User,
    shop_id: int,
    week: list[Times],
    holidays: list[HolidayValue],
    seen: tuple[int, int],
) -> None:
    """Both rules, each only where it changes. ``seen`` are the versions that the person looked
    at: PolicyChangedMeanwhile when there is a newer one. The first week is always written, so
    that "open day and night" is known to be meant."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    for name, value, version in ((HOURS, week, seen[0]), (HOLIDAYS, holidays, seen[1])):
        _set(actor=actor, shop_id=shop_id, name=name, value=value, seen=version)


def _set(*, actor: User, shop_id: int, name: str, value: Any, seen: int) -> None:
    rule, latest = policies.rule(name), latest_version(shop_id, name)
    if latest is None and name == HOLIDAYS and value == rule.preset:
        return
    if latest is not None:
        if latest.value == value:
            return
        if latest.pk != seen:
            who = latest.set_by.shown_name if latest.set_by else _("系统")
            raise PolicyChangedMeanwhile(name=who, said=rule.said(latest.value))
    set_policy(actor=actor, shop_id=shop_id, name=name, value=value, source=_("店里定的"))
