"""Scenes and passages, and the wall of best replies."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.actions.arranging import (
    remove_folder,
    remove_passage,
    save_folder,
    save_passage,
)
from scripts_library.queries.history import best_replies, newly_on_the_wall
from scripts_library.queries.listing import folder_tree
from scripts_library.queries.passages import passage_list
from scripts_library.variables import registered_variables
from scripts_library.views.asking import number_of


@never_cache
@require_safe
@member_view("scripts.write")
def arrange(request: MemberRequest) -> HttpResponse:
    """All scenes, passages and variables."""
    return _page(request)


def _page(
    request: MemberRequest, problem: HelpdeskError | None = None, at: str = ""
) -> HttpResponse:
    """The page; after a refusal what was typed stands in the row of ``at`` that it was typed in."""
    form = request.POST
    context = {
        "folders": folder_tree(request.membership)[0],
        "passages": passage_list(request.membership.shop_id),
        "variables": registered_variables(),
        "problem": problem,
        "typed": {
            "at": at,
            "pk": number_of(form, at) if at else 0,
            "name": form.get("name", ""),
            "text": form.get("text", ""),
        },
    }
    return render(
        request, "scripts/arrange.html", context, status=problem.status if problem else 200
    )


@require_POST
@member_view("scripts.manage")
def folder(request: MemberRequest) -> HttpResponse:
    """A scene is made, renamed or removed."""
    form, actor = request.POST, request.membership
    try:
        if "remove" in form:
            remove_folder(actor=actor, folder_id=number_of(form, "folder"))
        else:
            save_folder(
                actor=actor,
                name=form.get("name", ""),
                parent_id=number_of(form, "parent") or None,
                folder_id=number_of(form, "folder") or None,
            )
    except HelpdeskError as problem:
        return _page(request, problem, at="folder")
    return redirect("script-arrange")


@require_POST
@member_view("scripts.manage")
def passage(request: MemberRequest) -> HttpResponse:
    """A passage is made, worded anew or removed."""
    form, actor = request.POST, request.membership
    try:
        if "remove" in form:
            remove_passage(actor=actor, passage_id=number_of(form, "passage"))
        else:
            save_passage(
                actor=actor,
                name=form.get("name", ""),
                text=form.get("text", ""),
                passage_id=number_of(form, "passage") or None,
                seen=number_of(form, "seen"),
            )
    except HelpdeskError as problem:
        return _page(request, problem, at="passage")
    return redirect("script-arrange")


@never_cache
@require_safe
@member_view("scripts.write")
def wall(request: MemberRequest) -> HttpResponse:
    """Replies that colleagues really gave, good enough to be everybody's."""
    context = {
        "replies": best_replies(request.membership),
        "fresh": newly_on_the_wall(request.membership),
    }
    return render(request, "scripts/wall.html", context)
