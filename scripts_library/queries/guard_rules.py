"""The shop's rules of wording as a page lists them, and one with its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from helpdesk.kernel.text import listed
from scripts_library.differences import Piece, difference
from scripts_library.guard.classes import CLASSES
from scripts_library.guard.rules import RULES
from scripts_library.guard_drafts import FIELDS, LABELS, Draft, draft_of
from scripts_library.guard_tables.planning import Known
from scripts_library.models import GuardKind, GuardRule, GuardRuleVersion, GuardSource, RuleLevel


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in the list."""

    rule: GuardRule
    draft: Draft
    is_over: bool


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A built-in class: how many rules of each level it has, and what the shop made of it."""

    key: str
    name: str
    counts: dict[str, int]
    shift: Line | None
    own: Sequence[Line]


def class_name(about: str, *, english: bool) -> str:
    return CLASSES[about][1 if english else 0] if about in CLASSES else ""


def rule_lines(shop_id: int, today: date) -> list[Line]:
    """All rules, the newest change first. One query."""
    rows = GuardRule.objects.filter(shop_id=shop_id).select_related("changed_by__user")
    return [
        Line(row, draft_of(row.content), row.until is not None and row.until < today)
        for row in rows.order_by("-changed_at", "-pk")
    ]


def by_class(lines: Sequence[Line], *, english: bool) -> list[ClassLine]:
    """Every class with its built-in rules counted and the shop's own below."""
    shifts = {one.rule.about: one for one in lines if one.rule.kind == GuardKind.LEVEL}
    found = []
    for about in CLASSES:
        counts = dict.fromkeys(("block", "warn", "hint"), 0)
        for rule in RULES:
            if rule.about == about:
                counts[rule.level] += 1
        own = [one for one in lines if one.rule.about == about and one.rule.kind != GuardKind.LEVEL]
        name = class_name(about, english=english)
        found.append(ClassLine(about, name, counts, shifts.get(about), own))
    return found


def known_rules(shop_id: int) -> list[Known]:
    """All of them for a plan or a table, oldest first."""
    rows = GuardRule.objects.filter(shop_id=shop_id).order_by("pk")
    return [Known(row.pk, row.latest, draft_of(row.content)) for row in rows]


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a version has otherwise than the one before."""

    label: str
    pieces: Sequence[Piece]


def versions_of_rule(rule: GuardRule) -> list[GuardRuleVersion]:
    """Newest first, each with what it changed."""
    rows = list(
        GuardRuleVersion.objects.select_related("author__user")
        .filter(shop_id=rule.shop_id, rule=rule)
        .order_by("number")
    )
    before: Draft | None = None
    for row in rows:
        draft = draft_of(row.content)
        row.changes = changes(before, draft) if before else []
        before = draft
    return rows[::-1]


def changes(before: Draft, after: Draft) -> list[Change]:
    """Field by field, in words."""
    return [
        Change(str(LABELS[name]), difference(_told(before, name), _told(after, name)))
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    ]


def _told(draft: Draft, name: str) -> str:
    value: Any = getattr(draft, name)
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, tuple):
        return listed(value)
    if name == "level":
        return str(RuleLevel(value).label)
    if name == "source":
        return str(GuardSource(value).label)
    if name == "about":
        return CLASSES[value][0] if value else ""
    return str(value)
