"""The page of the words by which angry buyers are known."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.actions.setting_angry_words import add_angry_word, remove_angry_word
from conversations.floor.lexicon import ANGRY_WORDS, LONGEST_WORD, REASONS, RULE
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.rules import versions_of
from helpdesk.kernel.errors import HelpdeskError

VERSIONS_SHOWN = 5


@never_cache
@require_safe
@member_view("floor.oversee")
def floor_words(request: MemberRequest) -> HttpResponse:
    """Every reason with its words."""
    return _page(request)


@never_cache
@require_POST
@member_view("floor.oversee")
def floor_word_add(request: MemberRequest) -> HttpResponse:
    """One more word."""
    asked = {name: request.POST.get(name, "") for name in ("reason", "word")}
    try:
        add_angry_word(actor=request.membership, **asked)
    except HelpdeskError as problem:
        return _page(request, problem=problem, asked=asked)
    return redirect("floor-words")


@never_cache
@require_POST
@member_view("floor.oversee")
def floor_word_remove(request: MemberRequest) -> HttpResponse:
    """One less."""
    remove_angry_word(
        actor=request.membership,
        reason=request.POST.get("reason", ""),
        word=request.POST.get("word", ""),
    )
    return redirect("floor-words")


def _page(
    request: MemberRequest, *, problem: HelpdeskError | None = None, asked: Any = None
) -> HttpResponse:
    shop_id = request.membership.shop_id
    lexicon = value_of(shop_id, ANGRY_WORDS)
    context = {
        "reasons": [(key, label, lexicon[key]) for key, label in REASONS.items()],
        "longest": LONGEST_WORD,
        "versions": versions_of(shop_id, RULE)[:VERSIONS_SHOWN],
        "problem": problem,
        "asked": asked or {},
        "nav": "floor-words",
    }
    status = problem.status if problem else 200
    return render(request, "floor/words.html", context, status=status)
