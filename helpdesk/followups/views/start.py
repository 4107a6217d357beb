"""The digest at the start of a shift: shown once a business day, until it is put away."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.followups.actions.beginning import dismiss_digest
from helpdesk.followups.queries.digest import digest_due, digest_of
from helpdesk.kernel.middleware import wants_json
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def start(request: MemberRequest) -> HttpResponse:
    """As a fragment; 204 where it was put away or there is nothing to say. ``?again=1`` asks for
    it whatever was put away."""
    again = request.GET.get("again") == "1"
    due = digest_due(request.membership)
    if due is None and not again:
        return HttpResponse(status=204)
    digest = digest_of(request.membership, due)
    if digest.is_empty and not again:
        return HttpResponse(status=204)
    return render(request, "todo/_start.html", {"digest": digest})


@never_cache
@require_POST
@member_view("chat.reply")
def dismiss(request: MemberRequest) -> HttpResponse:
    """Put away for today."""
    dismiss_digest(actor=request.membership)
    return JsonResponse({}) if wants_json(request) else redirect("todo")
