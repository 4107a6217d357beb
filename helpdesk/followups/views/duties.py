"""The page of duties that come again, and of what the sweep could not do."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.followups.actions.duties import lay_starters, switch_duty
from helpdesk.followups.actions.retrying import retry_failed
from helpdesk.followups.queries.duties import duties_of, starters_left, troubles_of
from helpdesk.kernel.clock import now
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@member_view("followups.arrange")
@one_moment()
def duties(request: MemberRequest) -> HttpResponse:
    """Everything that comes again."""
    shop_id = request.membership.shop_id
    context = {
        "duties": duties_of(shop_id, now()),
        "left": starters_left(shop_id),
        "troubles": troubles_of(shop_id),
    }
    return render(request, "todo/duties.html", context)


@never_cache
@require_POST
@member_view("followups.arrange")
def lay(request: MemberRequest) -> HttpResponse:
    """The set that comes with the product."""
    lay_starters(actor=request.membership)
    return redirect("todo-duties")


@never_cache
@require_POST
@member_view("followups.arrange")
def switch(request: MemberRequest, template_id: int) -> HttpResponse:
    """One of them off, or on again."""
    switch_duty(actor=request.membership, template_id=template_id, on=request.POST.get("on") == "1")
    return redirect("todo-duties")


@never_cache
@require_POST
@member_view("followups.arrange")
def retry(request: MemberRequest) -> HttpResponse:
    """What was given up is due at once."""
    retry_failed(actor=request.membership)
    return redirect("todo-duties")
