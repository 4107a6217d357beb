"""Find an order or a buyer: by POST, since it may be by phone, and addresses are logged."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from conversations.queries.finding import hits_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.errors import SearchTooShort
from helpdesk.commerce.search_words import read


@require_POST
@never_cache
@member_view("chat.reply")
def find(request: MemberRequest) -> HttpResponse:
    """What was found, as a fragment of options; SearchTooShort below two characters."""
    sought = read(request.POST.get("words", ""))
    if sought is None:
        raise SearchTooShort()
    hits = hits_of(request.membership.shop_id, sought)
    return render(request, "desk/_found.html", {"hits": hits})
