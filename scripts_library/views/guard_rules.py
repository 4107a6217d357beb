"""The shop's rules of wording: the list, one rule open, saving, switching, bringing back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.permissions import roles_with
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.reading import one_moment
from helpdesk.kernel.text import listed
from scripts_library.access import guard_rule_for
from scripts_library.actions.guarding import (
    RIGHT,
    restore_guard_rule,
    save_guard_rule,
    write_guard_rule,
)
from scripts_library.guard.classes import CLASSES
from scripts_library.guard_drafts import Draft, draft_of
from scripts_library.guard_policies import TRIAL
from scripts_library.models import GuardKind, GuardRule, GuardSource, RuleLevel
from scripts_library.queries.guard_rules import (
    by_class,
    changes,
    class_name,
    rule_lines,
    versions_of_rule,
)
from scripts_library.views.asking import number_of
from scripts_library.views.guard_form import choices, draft_from

READS = "scripts.write"
STATES = ("on", "off", "over")


def in_english(request: HttpRequest) -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "").startswith("en")


@never_cache
@require_safe
@member_view(READS)
def rules(request: MemberRequest) -> HttpResponse:
    """All classes with what the shop made of them; with ``level`` or ``state`` only some."""
    shop_id, english = request.membership.shop_id, in_english(request)
    everything = rule_lines(shop_id, timezone.localdate())
    level, state = request.GET.get("level", ""), request.GET.get("state", "")
    level = level if level in RuleLevel.values else ""
    state = state if state in STATES else ""
    shown = [
        one
        for one in everything
        if (not level or (one.rule.level == level and one.rule.kind != GuardKind.ALLOW))
        and (not state or _state(one.rule, is_over=one.is_over) == state)
    ]
    classes = by_class(shown, english=english)
    if level or state:
        classes = [one for one in classes if one.own or one.shift]
    context = {
        "classes": classes,
        "allowed": [one for one in shown if one.rule.kind == GuardKind.ALLOW],
        "many": len(everything),
        "shown": len(shown),
        "level": level,
        "state": state,
        "levels": RuleLevel.choices,
        "who_may": listed(role.label for role in roles_with(RIGHT)),
    }
    return render(request, "scripts/guard/page.html", context)


def _state(rule: GuardRule, *, is_over: bool) -> str:
    if is_over:
        return "over"
    return "on" if rule.is_on else "off"


@never_cache
@member_view(RIGHT)
def new_rule(request: MemberRequest) -> HttpResponse:
    """An empty form (or one that a link has begun), then a rule in force."""
    asked = request.GET
    kind, about = asked.get("kind", GuardKind.WORDS), asked.get("about", "")
    draft = Draft(
        kind=kind if kind in GuardKind.values else GuardKind.WORDS,
        about=about if about in CLASSES else "",
        level=asked.get("level", RuleLevel.WARN),
        words=tuple(word for word in [asked.get("words", "").strip()[:40]] if word),
        source=GuardSource.OWN,
    )
    problem: HelpdeskError | None = None
    if request.method == "POST":
        draft = draft_from(request.POST)
        try:
            made = write_guard_rule(actor=request.membership, draft=draft)
            return redirect("script-guard-rule", made.pk)
        except HelpdeskError as refused:
            problem = refused
    return _form(request, draft, problem)


@never_cache
@require_safe
@member_view(READS)
@one_moment()
def rule(request: MemberRequest, guard_rule_id: int) -> HttpResponse:
    """One rule; whoever may not change it reads it."""
    found = guard_rule_for(membership=request.membership, rule_id=guard_rule_id)
    return _form(request, draft_of(found.content), None, found)


@require_POST
@member_view(RIGHT)
def save_rule(request: MemberRequest, guard_rule_id: int) -> HttpResponse:
    """Stored as the next version; when somebody was faster both stand side by side."""
    found = guard_rule_for(membership=request.membership, rule_id=guard_rule_id)
    form = request.POST
    draft, seen = draft_from(form), number_of(form, "seen")
    try:
        save_guard_rule(actor=request.membership, rule_id=found.pk, draft=draft, seen=seen)
        return redirect("script-guard-rule", found.pk)
    except HelpdeskError as problem:
        with one_moment():
            found = guard_rule_for(membership=request.membership, rule_id=guard_rule_id)
            return _form(request, draft, problem, found)


@require_POST
@member_view(RIGHT)
def restore_rule(request: MemberRequest, guard_rule_id: int) -> HttpResponse:
    """An older version again."""
    found = guard_rule_for(membership=request.membership, rule_id=guard_rule_id)
    form = request.POST
    number, seen = number_of(form, "version"), number_of(form, "seen")
    try:
        restore_guard_rule(actor=request.membership, rule_id=found.pk, number=number, seen=seen)
        return redirect("script-guard-rule", found.pk)
    except HelpdeskError as problem:
        with one_moment():
            found = guard_rule_for(membership=request.membership, rule_id=guard_rule_id)
            return _form(request, draft_of(found.content), problem, found)


def _form(
    request: MemberRequest,
    draft: Draft,
    problem: HelpdeskError | None,
    found: GuardRule | None = None,
) -> HttpResponse:
    english = in_english(request)
    theirs = draft_of(found.content) if found and problem and problem.status == 409 else None
    context: dict[str, Any] = {
        "draft": draft,
        "rule": found,
        "problem": problem,
        "wrong": getattr(problem, "field", ""),
        "clash": changes(draft, theirs) if theirs else None,
        "versions": versions_of_rule(found) if found else [],
        "about_name": class_name(draft.about, english=english),
        "trial_many": value_of(request.membership.shop_id, TRIAL),
        "who_may": listed(role.label for role in roles_with(RIGHT)),
        **choices(english=english),
    }
    status = problem.status if problem else 200
    return render(request, "scripts/guard/rule.html", context, status=status)
