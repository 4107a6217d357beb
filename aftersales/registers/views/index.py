"""All registers on one page: how much is open in each, and how much of it is late."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aftersales.registers.queries.checks import counts_of
from aftersales.registers.register import every_register
from aftersales.registers.views.pages import signing_in
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@member_view("cases.handle")
@one_moment()
def registers(request: MemberRequest) -> HttpResponse:
    """One card each."""
    shop_id = request.membership.shop_id
    cards = [(one, counts_of(one, shop_id)) for one in every_register().values()]
    return render(
        request, "aftersales/registers/index.html", {"cards": cards, **signing_in(request)}
    )
