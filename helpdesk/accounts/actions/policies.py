"""Changing a rule of a shop: a new version, never an edit."""

from datetime import datetime
from typing import Any

from django.db import transaction

from helpdesk.accounts import policies
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import PolicyValueWrong
from helpdesk.accounts.models import Policy, User
from helpdesk.kernel import clock


@transaction.atomic
def set_policy(
    *,
    actor: User | None,
    shop_id: int,
    name: str,
    value: Any,
    source: str,
    effective_from: datetime | None = None,
) -> Policy:
    """Let a rule have another value from a moment (now) on; PolicyValueWrong for a misfit."""
    rule = policies.rule(name)
    if not rule.fits(value):
        raise PolicyValueWrong(name=name, value=value)
    before = policies.value_of(shop_id, name)
    policy = Policy.objects.create(
        shop_id=shop_id,
        name=name,
        value=value,
        source=source,
        effective_from=effective_from or clock.now(),
        set_by=actor,
        set_at=clock.now(),
    )
    record(
        shop_id=shop_id,
        actor=actor,
        verb="policy.changed",
        target=policy,
        data={"target": rule.said(value), "name": name, "before": before, "after": value},
    )
    return policy
