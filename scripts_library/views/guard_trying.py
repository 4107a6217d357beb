"""A draft is tried before it counts: on a sentence, and on what the shop has sent."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.actions.guarding import RIGHT
from scripts_library.guard.classes import CLASSES
from scripts_library.guard_drafts import Draft, checked_draft
from scripts_library.guard_policies import TRIAL
from scripts_library.guard_shops import guard_of
from scripts_library.guard_trials import guard_with, tried_on_the_sent
from scripts_library.models import RuleLevel
from scripts_library.views.asking import number_of
from scripts_library.views.guard_form import draft_from
from scripts_library.views.guard_rules import READS, in_english

LONGEST_TRIED = 5000


def to_be_tried(form: QueryDict) -> Draft:
    """The form's rule as if it were switched on, though nobody has yet said why it is there."""
    draft = draft_from(form)
    return replace(draft, why=draft.why.strip() or "…", is_on=True, until="")


@never_cache
@require_POST
@member_view(READS)
def try_sentence(request: MemberRequest) -> HttpResponse:
    """What a sentence hits, with the draft as if it were saved; 422 with the draft's fault.

    Without a ``kind`` there is no draft: the rules as they are."""
    form, shop_id = request.POST, request.membership.shop_id
    text = form.get("sentence", "")[:LONGEST_TRIED]
    english = in_english(request)
    guard, problem = guard_of(shop_id), None
    if form.get("kind"):
        try:
            draft = checked_draft(to_be_tried(form))
            guard = guard_with(shop_id, draft, instead_of=number_of(form, "rule") or None)
        except HelpdeskError as refused:
            problem = refused
    verdict = guard.check(text, language="en" if english else "zh")
    hits = [
        {
            "about": CLASSES[hit.about][1 if english else 0],
            "level": hit.level,
            "level_word": str(RuleLevel(hit.level).label),
            "text": hit.text,
            "start": hit.start,
            "end": hit.end,
            "why": hit.why,
            "rewrite": hit.rewrite,
            "is_draft": hit.rule == "draft",
            "rule": int(hit.rule[4:]) if hit.rule.startswith("own_") else None,
        }
        for hit in verdict.hits
    ]
    told = {"problem": problem.told() if problem else "", "level": verdict.level, "hits": hits}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@never_cache
@require_POST
@member_view(RIGHT)
def try_on_sent(request: MemberRequest) -> HttpResponse:
    """How many of the newest messages the draft would have caught, with examples: a fragment."""
    form, shop_id = request.POST, request.membership.shop_id
    context: dict[str, Any] = {}
    try:
        draft = checked_draft(to_be_tried(form))
        many = int(value_of(shop_id, TRIAL))
        instead_of = number_of(form, "rule") or None
        context["trial"] = tried_on_the_sent(shop_id, draft, many=many, instead_of=instead_of)
    except HelpdeskError as problem:
        context["problem"] = problem
    return render(request, "scripts/guard/_trial.html", context)
