"""What the machine says in the shop's name: the owner's page, its preview, and trying it out."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conversations.actions.changing_automatic import change_automatic, check_text
from conversations.automatic.choosing import Answer
from conversations.automatic.reasons import NAMES, WHEN
from conversations.automatic.wording import LONGEST, VARIABLES, flaw_of
from conversations.automatic_form import AGAIN, held, moment_of, read, rule_names
from conversations.automatic_rules import EN, ZH, again_said, name_of
from conversations.queries.automatic_sample import sample
from conversations.queries.automatic_trial import trial
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.opening_page import around, is_saved, onward
from helpdesk.accounts.policies import policies_of
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel import clock
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_view("shop.settings")
def automatic_step(request: MemberRequest) -> HttpResponse:
    """Shows and saves all five; what was typed stays where one is wrong."""
    place = request.membership
    if request.method != "POST":
        return _page(request, held(policies_of(place.shop_id)))
    typed = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    try:
        wanted = read(typed)
        change_automatic(
            actor=place.user,
            shop_id=place.shop_id,
            on=wanted.on,
            answers=wanted.answers,
            still_seconds=wanted.still_seconds,
            seen=wanted.seen,
        )
    except HelpdeskError as problem:
        return _page(request, typed, problem=problem)
    return onward(request, "automatic")


@never_cache
@require_POST
@member_view("shop.settings")
def automatic_said(request: MemberRequest) -> HttpResponse:
    """One text as a buyer would read it, or what is wrong with it; saves nothing."""
    answer, text = request.POST.get("answer", ""), request.POST.get("text", "").strip()
    language = EN if request.POST.get("language") == EN else ZH
    if answer not in [one.value for one in Answer]:
        return JsonResponse({"words": "", "left_out": [], "problem": ""})
    try:
        if text:
            shop_id = request.membership.shop_id
            check_text(shop_id, Answer(answer), text, english=language == EN)
    except HelpdeskError as problem:
        return JsonResponse({"words": "", "left_out": [], "problem": problem.told()})
    return JsonResponse({**_preview(request, Answer(answer), text, language), "problem": ""})


@never_cache
@require_safe
@member_view("shop.settings")
def automatic_trial(request: MemberRequest) -> HttpResponse:
    """What a new buyer would be told at a moment, and why."""
    return render(request, "settings/_automatic_trial.html", _tried(request))


def _preview(request: MemberRequest, answer: Answer, text: str, language: str) -> dict[str, Any]:
    shop = request.membership.shop
    policies = policies_of(shop.pk)
    told = sample(shop, policies, answer, text, language=language, now=clock.now())
    return {"words": told.words, "left_out": list(told.left_out)}


def _tried(request: MemberRequest) -> dict[str, Any]:
    shop, now = request.membership.shop, clock.now()
    typed = request.GET.get("at", "")
    at = moment_of(typed, shop.time_zone)
    return {
        "tried": trial(shop, at=at or now, now=now),
        "tried_at": typed if at else "",
        "tried_wrong": bool(typed and not at),
    }


def _page(
    request: MemberRequest, fields: dict[str, str], problem: HelpdeskError | None = None
) -> HttpResponse:
    shop_id = request.membership.shop_id
    versions = {name: latest_version(shop_id, name) for name in rule_names()}
    context = {
        **around("automatic"),
        **_tried(request),
        "on": bool(fields.get("on")),
        "answers": [_card(request, answer, fields) for answer in Answer],
        "still_seconds": fields.get("still-seconds", ""),
        "seen": [(name, found.pk if found else 0) for name, found in versions.items()],
        "variables": VARIABLES,
        "longest": LONGEST,
        "problem": problem.as_json() if problem else None,
        "saved": is_saved(request),
    }
    status = problem.status if problem else 200
    return render(request, "settings/automatic.html", context, status=status)


def _card(request: MemberRequest, answer: Answer, fields: dict[str, str]) -> dict[str, Any]:
    again = fields.get(f"{answer}-again", "")
    choices = sorted({*AGAIN, *([int(again)] if again.isdecimal() and len(again) < 5 else [])})
    texts = {language: fields.get(f"{answer}-{language}", "") for language in (ZH, EN)}
    return {
        "key": answer,
        "name": NAMES[answer],
        "when": WHEN[answer],
        "rule": name_of(answer),
        "on": bool(fields.get(f"{answer}-on")),
        "again": [(value, again_said(value), str(value) == again) for value in choices],
        "texts": [
            {
                "language": language,
                "text": text,
                **(
                    _preview(request, answer, text, language)
                    if text and flaw_of(text) is None
                    else {"words": "", "left_out": []}
                ),
            }
            for language, text in texts.items()
        ],
    }
