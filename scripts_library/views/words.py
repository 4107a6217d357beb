"""Words are written, saved, submitted, restored, tried."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.reading import one_moment
from scripts_library.access import script_for
from scripts_library.actions.writing import (
    restore_version,
    save_words,
    submit_script,
    write_script,
)
from scripts_library.previews import subjects_for
from scripts_library.queries.goods import files_named
from scripts_library.queries.listing import folder_tree
from scripts_library.queries.trying import tried
from scripts_library.views.asking import filing_of, kept_query, number_of, wanted_of, words_of
from scripts_library.views.page import choices, library_page, pane

LONGEST_TRIED = 6000


@never_cache
@member_view("scripts.write")
def new_script(request: MemberRequest) -> HttpResponse:
    """An empty form, then a new script."""
    problem: HelpdeskError | None = None
    typed: dict[str, Any] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in request.POST}
        try:
            made = write_script(
                actor=request.membership,
                words=words_of(request.POST),
                filing=filing_of(request.POST),
                submit="submit" in request.POST,
            )
            return redirect("script", made.pk)
        except HelpdeskError as refused:
            problem = refused
    else:
        typed = {"folder": request.GET.get("folder", ""), "scope": "shop", "language": "zh"}
    context = {
        "words": typed,
        "typed_folder": number_of(request.POST or request.GET, "folder"),
        "typed_products": typed_in(request)["products"],
        "files": typed_in(request)["files"],
        "problem": problem,
        "folders": folder_tree(request.membership)[0],
        "subjects": subjects_for(request.membership),
        **choices(request.membership.shop_id),
    }
    return render(request, "scripts/new.html", context, status=problem.status if problem else 200)


@require_POST
@member_view("scripts.write")
def save(request: MemberRequest, script_id: int) -> HttpResponse:
    """Other words; with ``submit`` they go to the reviewers at once."""
    try:
        save_words(
            actor=request.membership,
            script_id=script_id,
            words=words_of(request.POST),
            seen=number_of(request.POST, "seen"),
            submit="submit" in request.POST,
        )
    except HelpdeskError as problem:
        return refused(request, script_id, problem, words=True)
    return back_to(request, script_id)


@require_POST
@member_view("scripts.write")
def submit(request: MemberRequest, script_id: int) -> HttpResponse:
    """The newest draft goes to the reviewers."""
    try:
        submit_script(
            actor=request.membership, script_id=script_id, seen=number_of(request.POST, "seen")
        )
    except HelpdeskError as problem:
        return refused(request, script_id, problem)
    return back_to(request, script_id)


@require_POST
@member_view("scripts.write")
def restore(request: MemberRequest, script_id: int) -> HttpResponse:
    """The words of an older version as a new draft."""
    try:
        restore_version(
            actor=request.membership,
            script_id=script_id,
            number=number_of(request.POST, "version"),
            seen=number_of(request.POST, "seen"),
        )
    except HelpdeskError as problem:
        return refused(request, script_id, problem)
    return back_to(request, script_id)


@never_cache
@require_POST
@member_view("scripts.write")
def preview(request: MemberRequest) -> HttpResponse:
    """How words read and what is found in them; nothing is stored."""
    form = request.POST
    trial = tried(
        request.membership,
        body=form.get("body", "").replace("\r\n", "\n")[:LONGEST_TRIED],
        language="en" if form.get("language") == "en" else "zh",
        conversation_id=number_of(form, "chat") or None,
    )
    return JsonResponse(trial.as_json(), json_dumps_params={"ensure_ascii": False})


@one_moment()
def refused(
    request: MemberRequest, script_id: int, problem: HelpdeskError, *, words: bool = False
) -> HttpResponse:
    """The page again with the reason, and with what was typed still in the form."""
    found = script_for(membership=request.membership, script_id=script_id)
    typed = None
    if words:
        typed = typed_in(request)
    shown = pane(request, found, typed=typed, problem=problem)
    return library_page(request, shown, status=problem.status)


def typed_in(request: MemberRequest) -> dict[str, Any]:
    """Words, products and files of the form, to stand in it again."""
    form, words = request.POST, words_of(request.POST)
    return {
        "title": form.get("title", ""),
        "body": form.get("body", ""),
        "products": list(words.products),
        "files": files_named(request.membership.shop_id, words.files),
    }


def back_to(request: MemberRequest, script_id: int) -> HttpResponse:
    """The script's page, with the same part of the library around it."""
    return redirect(reverse("script", args=[script_id]) + kept_query(wanted_of(request)))
