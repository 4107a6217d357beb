"""Files beside a case: for its buyer behind their address, for colleagues behind their session."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from aftersales.access import case_of
from aftersales.queries.case_files import served_case_file
from aftersales.views.buyer_case import case_named
from aftersales.views.buyer_door import Entered, buyer_view
from conversations.views.files import answer_with
from helpdesk.accounts.member_view import MemberRequest, member_view


@require_safe
@buyer_view("case")
def buyer_case_file(
    request: HttpRequest, came: Entered, /, *, key: str = "", part: str = "", **more: Any
) -> HttpResponseBase:
    """What the buyer put there, on their own page."""
    return answer_with(request, served_case_file(case_named(came), key, part))


@require_safe
@member_view("cases.handle")
def case_file(request: MemberRequest, case_id: int, key: str, part: str) -> HttpResponseBase:
    """The same for a colleague."""
    return answer_with(
        request, served_case_file(case_of(request.membership.shop_id, case_id), key, part)
    )
