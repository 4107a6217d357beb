"""The shop's tags: made, renamed, merged, retired."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.access import tag_of
from conversations.actions.making_tags import make_tag, merge_tags, rename_tag, retire_tag
from conversations.queries.tags import tag_lines, tag_named
from conversations.views.acting import speaker_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError, NotFound


@never_cache
@require_safe
@member_view("tag.manage")
def tag_settings(request: MemberRequest) -> HttpResponse:
    """All of them."""
    return _page(request)


@never_cache
@require_POST
@member_view("tag.manage")
def tag_make(request: MemberRequest) -> HttpResponse:
    """A new word."""
    name = request.POST.get("name", "")
    return _done(request, 0, lambda: make_tag(actor=speaker_of(request), name=name))


@never_cache
@require_POST
@member_view("tag.manage")
def tag_rename(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Another name for it."""
    tag_of(request.membership.shop_id, tag_id)
    name = request.POST.get("name", "")
    return _done(
        request, tag_id, lambda: rename_tag(actor=speaker_of(request), tag_id=tag_id, name=name)
    )


@never_cache
@require_POST
@member_view("tag.manage")
def tag_merge(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Its threads go to the tag of another name, and it is gone."""
    tag_of(request.membership.shop_id, tag_id)
    into = tag_named(request.membership.shop_id, request.POST.get("into", ""))
    into_id = into.pk if into else 0
    return _done(
        request,
        tag_id,
        lambda: merge_tags(actor=speaker_of(request), tag_id=tag_id, into_id=into_id),
    )


@never_cache
@require_POST
@member_view("tag.manage")
def tag_retire(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Offered no more; ``back`` offers it again."""
    tag_of(request.membership.shop_id, tag_id)
    retired = request.POST.get("back") != "1"
    return _done(
        request,
        tag_id,
        lambda: retire_tag(actor=speaker_of(request), tag_id=tag_id, retired=retired),
    )


def _done(request: MemberRequest, tag_id: int, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except NotFound:
        raise
    except HelpdeskError as problem:
        said = {"in": tag_id, **problem.as_json()}
        return _page(request, problem=said, status=problem.status)
    return redirect("tag-settings")


def _page(
    request: MemberRequest, *, problem: dict[str, object] | None = None, status: int = 200
) -> HttpResponse:
    lines = tag_lines(request.membership.shop_id)
    context = {
        "lines": lines,
        "total": len(lines),
        "targets": [one for one in lines if not one.is_retired],
        "problem": problem,
        "typed": request.POST.get("name", "")[:60] if problem else "",
        "nav": "tags",
    }
    return render(request, "settings/tags.html", context, status=status)
