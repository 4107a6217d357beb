"""How a buyer is best spoken to, changed from the panel beside the chat."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import buyer_of_shop
from helpdesk.commerce.actions.profiling import set_profile
from helpdesk.commerce.forms import ProfileForm, checked


@require_POST
@never_cache
@member_view("chat.reply")
def buyer_profile(request: MemberRequest, buyer_id: int) -> HttpResponse:
    """Store a new version; its number."""
    buyer = buyer_of_shop(request.membership.shop_id, buyer_id)
    form = checked(ProfileForm(request.POST))
    profile = set_profile(
        actor=request.membership,
        buyer_id=buyer.pk,
        kind=form["kind"],
        temperament=form["temperament"],
        note=form["note"],
        seen=form["seen"] or 0,
    )
    return JsonResponse({"version": profile.version})
