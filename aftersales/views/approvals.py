"""The inbox of approvals, and the answers to them."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from aftersales.access import case_of_approval
from aftersales.actions.approving import deny, grant, take_back
from aftersales.doer import staff_of
from aftersales.errors import WordsWrong
from aftersales.queries.questions import inbox_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel import clock
from helpdesk.kernel.middleware import wants_json
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("cases.handle")
@one_moment()
def inbox(request: MemberRequest) -> HttpResponse:
    """What waits, oldest first; one's own and what is above one's limit is locked."""
    context = {
        "questions": inbox_of(staff_of(request.membership)),
        "moment": clock.iso(clock.now()),
    }
    return render(request, "aftersales/approvals.html", context)


@never_cache
@require_POST
@member_view("cases.handle")
def answer(request: MemberRequest, approval_id: int) -> HttpResponse:
    """``answer`` is grant, deny or take_back; no takes a reason."""
    doer = staff_of(request.membership)
    case_id = case_of_approval(doer.shop_id, approval_id)
    reason = request.POST.get("reason", "")
    match request.POST.get("answer"):
        case "grant":
            grant(doer=doer, approval_id=approval_id, reason=reason)
        case "deny":
            deny(doer=doer, approval_id=approval_id, reason=reason)
        case "take_back":
            take_back(doer=doer, approval_id=approval_id)
        case _other:
            raise WordsWrong(field=_("要做什么"), problem=_("没有这一步"))
    if wants_json(request):
        return JsonResponse({"done": 1})
    return redirect("case", case_id)
