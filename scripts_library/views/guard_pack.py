"""The shop's rules of wording for the browser."""

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from scripts_library.queries.guard_book import book_of, book_shape, revision_of


@require_safe
@gzip_page
@member_view("chat.reply")
def guard_pack(request: MemberRequest) -> HttpResponse:
    """What is in force now; 304 to whoever has it already. ``{}`` where the shop has none."""
    shop_id = request.membership.shop_id
    revision = revision_of(shop_id)
    in_force = book_of(shop_id) if revision else None
    until = in_force.until.isoformat() if in_force and in_force.until else ""
    tag = f'"{revision}-{until}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        answer = HttpResponse(status=304)
    else:
        shape = {"revision": revision, **(book_shape(in_force) if in_force else {})}
        answer = JsonResponse(shape, json_dumps_params={"ensure_ascii": False})
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ["Cookie"])
    return answer
