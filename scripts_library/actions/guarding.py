"""The shop's rules of wording are made, changed, switched and brought back."""

from django.db import transaction

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import switch_words
from helpdesk.kernel.clock import now
from helpdesk.realtime.library_events import GuardChanged
from helpdesk.realtime.publish import publish
from scripts_library import guard_shops
from scripts_library.access import guard_rule_to_change, guard_version_of
from scripts_library.actions.announcing import is_told_together, note
from scripts_library.actions.holding import held_library
from scripts_library.guard_drafts import Draft, checked_draft, draft_of, wrong
from scripts_library.guard_errors import GuardLevelTaken, GuardRuleChanged, TooManyGuardRules
from scripts_library.models import GuardKind, GuardRule, GuardRuleVersion, Library
from scripts_library.models.guard_rule import MOST_RULES, RuleLevel

RIGHT = "guard.manage"


@transaction.atomic
def write_guard_rule(*, actor: Membership, draft: Draft) -> GuardRule:
    """A new rule, in force at once. Raises FieldWrong, GuardLevelTaken, TooManyGuardRules."""
    require(actor, RIGHT)
    draft = checked_draft(draft)
    library = held_library(actor.shop_id)
    rules = GuardRule.objects.filter(shop_id=actor.shop_id)
    if rules.count() >= MOST_RULES:
        raise TooManyGuardRules(most=f"{MOST_RULES:,}")
    if draft.kind == GuardKind.LEVEL and rules.filter(kind=draft.kind, about=draft.about).exists():
        raise GuardLevelTaken(name=draft.called)
    rule = GuardRule(shop_id=actor.shop_id)
    _store(rule, draft, actor)
    note(actor, "guard.rule_written", rule, draft.called, **_facts(draft))
    announce_guard(library)
    return rule


@transaction.atomic
def save_guard_rule(*, actor: Membership, rule_id: int, draft: Draft, seen: int) -> GuardRule:
    """Other content for a rule. ``seen`` is the version that the person began from:
    GuardRuleChanged when there is a newer one, and nothing is written."""
    require(actor, RIGHT)
    draft = checked_draft(draft)
    library = held_library(actor.shop_id)
    rule = guard_rule_to_change(membership=actor, rule_id=rule_id)
    if draft.kind != rule.kind:
        raise wrong("kind", draft.kind)
    before = draft_of(rule.content)
    if before == draft:
        return rule
    _require_unchanged(rule, seen)
    if rule.kind == GuardKind.LEVEL and draft.about != rule.about:
        raise GuardLevelTaken(name=draft.called)
    _store(rule, draft, actor)
    verb = "guard.rule_switched" if _only_switched(before, draft) else "guard.rule_changed"
    facts = {"before": str(RuleLevel(before.level).label), "version": rule.latest, **_facts(draft)}
    note(actor, verb, rule, draft.called, **facts)
    announce_guard(library)
    return rule


@transaction.atomic
def restore_guard_rule(*, actor: Membership, rule_id: int, number: int, seen: int) -> GuardRule:
    """An older version as the newest; it is checked again like anything that is written."""
    require(actor, RIGHT)
    library = held_library(actor.shop_id)
    rule = guard_rule_to_change(membership=actor, rule_id=rule_id)
    _require_unchanged(rule, seen)
    draft = checked_draft(draft_of(guard_version_of(rule, number).content))
    _store(rule, draft, actor, restored_from=number)
    facts = {"before": number, "version": rule.latest}
    note(actor, "guard.rule_restored", rule, draft.called, **facts)
    announce_guard(library)
    return rule


def announce_guard(library: Library) -> None:
    """The rules are at their next number. The library's row is held by whoever calls."""
    if is_told_together():
        return
    library.guard_revision += 1
    library.save(update_fields=["guard_revision"])
    shop_id = library.shop_id
    guard_shops.forget(shop_id)
    transaction.on_commit(lambda: guard_shops.forget(shop_id))
    publish(shop_id, GuardChanged(revision=library.guard_revision))


def _require_unchanged(rule: GuardRule, seen: int) -> None:
    if rule.latest != seen:
        raise GuardRuleChanged(name=rule.changed_by.user.shown_name)


def _store(
    rule: GuardRule, draft: Draft, actor: Membership, restored_from: int | None = None
) -> None:
    rule.kind, rule.about, rule.level = draft.kind, draft.about, draft.level
    rule.is_on, rule.until, rule.content = draft.is_on, draft.last_day, draft.as_json()
    rule.latest += 1
    rule.changed_at, rule.changed_by = now(), actor
    rule.save()
    GuardRuleVersion.objects.create(
        shop_id=rule.shop_id,
        rule=rule,
        number=rule.latest,
        content=rule.content,
        author=actor,
        at=rule.changed_at,
        restored_from=restored_from,
    )


def _only_switched(before: Draft, after: Draft) -> bool:
    return {**before.as_json(), "is_on": after.is_on} == after.as_json()


def _facts(draft: Draft) -> dict[str, str]:
    """As the record's sentence says them."""
    level = str(RuleLevel(draft.level).label)
    return {"level": level, "reason": draft.why, "state": switch_words(draft.is_on)}
