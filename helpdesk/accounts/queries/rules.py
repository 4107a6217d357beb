"""The rules of a shop as its settings page shows them, and the history of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.functional import Promise

from helpdesk.accounts.models import Policy
from helpdesk.accounts.policies import PolicyRule, registered_rules
from helpdesk.accounts.policy_groups import group_of
from helpdesk.accounts.policy_words import Part, numbers_said, parts_of
from helpdesk.accounts.when import day_said, moment_said
from helpdesk.kernel import clock


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: its sentence in parts, where its number comes from, who changed it when."""

    name: str
    # For addresses within the page: a name without its dot.
    anchor: str
    group: str
    group_label: str | Promise
    parts: list[Part]
    is_preset: bool
    preset: str
    source: str | Promise
    least: int
    most: int
    changed_by: str
    changed_at: datetime | None
    changed_said: str
    version: int
    # The version that the page has seen; 0 before the first.
    seen: int
    # The name of the page that changes it; empty where it is changed in place.
    page: str


@dataclass(frozen=True, slots=True)
class Version:
    """One line of a rule's history; ``id`` 0 is the preset that the shop began with."""

    id: int
    number: int
    said: str
    changed_by: str
    reason: str
    effective_from: datetime | None
    effective_said: str
    is_current: bool


def rules_of(shop_id: int) -> list[RuleLine]:
    """Every registered rule with its value in effect, group by group; two queries."""
    now = clock.now()
    rows = Policy.objects.filter(shop_id=shop_id, effective_from__lte=now)
    latest = {
        row.name: row
        for row in rows.select_related("set_by")
        .order_by("name", "-effective_from", "-id")
        .distinct("name")
    }
    counts = dict(rows.order_by().values_list("name").annotate(total=Count("id")))
    lines = [
        _line(rule, latest.get(name), counts.get(name, 0))
        for name, rule in registered_rules().items()
    ]
    groups = list(dict.fromkeys(line.group for line in lines))
    return sorted(lines, key=lambda line: groups.index(line.group))


def versions_of(shop_id: int, rule: PolicyRule) -> list[Version]:
    """What the rule has been, newest first, down to the preset."""
    now = clock.now()
    rows = list(
        Policy.objects.select_related("set_by")
        .filter(shop_id=shop_id, name=rule.name)
        .order_by("effective_from", "id")
    )
    current = next((row.pk for row in reversed(rows) if row.effective_from <= now), 0)
    told = [
        Version(
            id=row.pk,
            number=number,
            said=rule.said(row.value),
            changed_by=row.set_by.shown_name if row.set_by else "",
            reason=row.source,
            effective_from=row.effective_from,
            effective_said=moment_said(row.effective_from),
            is_current=row.pk == current,
        )
        for number, row in enumerate(rows, start=2)
    ]
    first = Version(0, 1, rule.said(), "", str(rule.source), None, "", current == 0)
    return [*reversed(told), first]


def latest_version(shop_id: int, name: str) -> Policy | None:
    """The version in effect, if the shop has one of its own."""
    return (
        Policy.objects.select_related("set_by")
        .filter(shop_id=shop_id, name=name, effective_from__lte=clock.now())
        .order_by("-effective_from", "-id")
        .first()
    )


def _line(rule: PolicyRule, row: Policy | None, version: int) -> RuleLine:
    value: Any = rule.preset if row is None else row.value
    group, label = group_of(rule.name)
    return RuleLine(
        name=rule.name,
        anchor=rule.name.replace(".", "-"),
        group=group,
        group_label=label,
        parts=parts_of(rule, value),
        is_preset=value == rule.preset,
        preset=rule.form.said(rule.preset) if rule.form else numbers_said(rule.preset),
        source=(row.source if row else "") or rule.source,
        least=rule.bounds[0],
        most=rule.bounds[1],
        changed_by=row.set_by.shown_name if row and row.set_by else "",
        changed_at=row.set_at if row else None,
        changed_said=day_said(timezone.localdate(row.set_at)) if row else "",
        version=version + 1,
        seen=row.pk if row else 0,
        page=rule.form.page if rule.form else "",
    )
