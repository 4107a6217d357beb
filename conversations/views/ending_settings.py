"""How the shop ends its receptions, on one page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.actions.changing_endings import change_endings
from conversations.models import Invitation
from conversations.models.ending import CLOSING_LENGTH, REASON_LENGTH, REASONS_MOST
from conversations.queries.ending import ending_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_safe
@member_view("shop.settings")
def ending_settings(request: MemberRequest) -> HttpResponse:
    """Closing line, invitation, reasons."""
    held = ending_of(request.membership.shop_id)
    typed = {
        "closing_line": held.closing_line,
        "invitation": held.invitation,
        "reasons": "\n".join(held.not_bought_reasons),
    }
    return _page(request, typed)


@never_cache
@require_POST
@member_view("shop.settings")
def ending_save(request: MemberRequest) -> HttpResponse:
    """All three; what was typed stays where one is wrong."""
    typed = {name: request.POST.get(name, "") for name in ("closing_line", "invitation", "reasons")}
    member = request.membership
    try:
        change_endings(
            actor=member.user,
            shop_id=member.shop_id,
            closing_line=typed["closing_line"],
            invitation=typed["invitation"],
            reasons=typed["reasons"].splitlines(),
        )
    except HelpdeskError as problem:
        return _page(request, typed, problem=problem)
    return redirect(f"{reverse('ending-settings')}?saved=1")


def _page(
    request: MemberRequest, typed: dict[str, str], problem: HelpdeskError | None = None
) -> HttpResponse:
    context = {
        "typed": typed,
        "invitations": Invitation.choices,
        "closing_length": CLOSING_LENGTH,
        "reason_length": REASON_LENGTH,
        "reasons_most": REASONS_MOST,
        "problem": problem.as_json() if problem else None,
        "saved": request.GET.get("saved") == "1",
        "nav": "ending",
    }
    status = problem.status if problem else 200
    return render(request, "settings/ending.html", context, status=status)
