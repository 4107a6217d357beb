"""Changing a rule from the settings page, and going back to an earlier version."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts import policies
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.errors import PolicyChangedMeanwhile
from helpdesk.accounts.models import Policy, Shop, User
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel.locks import locked


@transaction.atomic
def change_rule(
    *, actor: User, shop_id: int, name: str, value: Any, reason: str, seen: int
) -> Policy | None:
    """A new version, unless nothing changes. ``seen`` is the version that the person looked at:
    PolicyChangedMeanwhile when there is a newer one."""
    locked(Shop.objects.filter(pk=shop_id)).get()
    rule, latest = policies.rule(name), latest_version(shop_id, name)
    before = rule.preset if latest is None else latest.value
    if value == before:
        return latest
    if latest is not None and latest.pk != seen:
        raise PolicyChangedMeanwhile(
            name=latest.set_by.shown_name if latest.set_by else _("系统"),
            said=rule.said(latest.value),
        )
    return set_policy(
        actor=actor, shop_id=shop_id, name=name, value=value, source=reason or _("店里定的")
    )


@transaction.atomic
def restore_rule(*, actor: User, shop_id: int, name: str, version: Policy | None) -> Policy | None:
    """Let the rule be again what it was in a version, or (None) the preset: as a new version."""
    rule, latest = policies.rule(name), latest_version(shop_id, name)
    if version is None:
        value, reason = rule.preset, _("换回预设")
    else:
        value = version.value
        when = f"{timezone.localtime(version.effective_from):%Y-%m-%d %H:%M}"
        reason = _("换回 %(when)s 那版") % {"when": when}
    return change_rule(
        actor=actor,
        shop_id=shop_id,
        name=name,
        value=value,
        reason=reason,
        seen=latest.pk if latest else 0,
    )
