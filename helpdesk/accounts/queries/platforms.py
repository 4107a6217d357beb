"""What a choice of platforms would change, and what the last one did."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise

from helpdesk.accounts import policies
from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.platform_packs import strictest
from helpdesk.accounts.policy_words import numbers_said


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One rule: from what to what, and on whose word."""

    rule: str
    before: Any
    after: Any
    source: str | Promise
    read_on: date

    @property
    def changes(self) -> bool:
        return bool(self.before != self.after)

    @property
    def sentence(self) -> str:
        """The rule as it would read."""
        return policies.rule(self.rule).said(self.after)

    @property
    def before_said(self) -> str:
        return numbers_said(self.before)

    @property
    def after_said(self) -> str:
        return numbers_said(self.after)


def changes_by(shop_id: int, keys: Sequence[str]) -> list[RuleChange]:
    """What the platforms ask, rule by rule, those that change first."""
    values = policies.policies_of(shop_id)
    found = [
        RuleChange(name, values[name], asked.value, asked.source, asked.read_on)
        for name, asked in strictest(keys).items()
        if name in values
    ]
    return sorted(found, key=lambda one: not one.changes)


def fingerprint(keys: Sequence[str], changes: Sequence[RuleChange]) -> str:
    """Stands for what was shown, so that nothing else is applied."""
    said = [list(keys), [[one.rule, one.before, one.after] for one in changes]]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def last_application(shop_id: int) -> AuditEntry | None:
    """The last use of a preset, while nobody has taken it back."""
    found = (
        AuditEntry.objects.filter(
            shop_id=shop_id, verb__in=["shop.platforms_applied", "shop.platforms_undone"]
        )
        .order_by("-pk")
        .first()
    )
    return found if found is not None and found.verb == "shop.platforms_applied" else None
