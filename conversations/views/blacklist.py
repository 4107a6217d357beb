"""The blacklist: who is on it, why, until when; and the way off."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.actions.blocking import lift_block
from conversations.inside_errors import NotBlocked
from conversations.queries.blacklist import blacklist_of
from conversations.views.acting import speaker_of
from helpdesk.accounts.member_view import MemberRequest, member_view


@never_cache
@require_safe
@member_view("chat.block")
def blacklist(request: MemberRequest) -> HttpResponse:
    """Those that hold, then what has been."""
    lines = blacklist_of(request.membership.shop_id)
    context = {
        "open": [one for one in lines if one.is_open],
        "past": [one for one in lines if not one.is_open],
        "nav": "blacklist",
    }
    return render(request, "settings/blacklist.html", context)


@never_cache
@require_POST
@member_view("chat.block")
def blacklist_lift(request: MemberRequest, block_id: int) -> HttpResponse:
    """The buyer may write again; somebody else may have been quicker."""
    try:
        lift_block(actor=speaker_of(request), block_id=block_id)
    except NotBlocked:
        return redirect("blacklist")
    return redirect("blacklist")
