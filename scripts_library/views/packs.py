"""The parcel of scripts for the browser's memory."""

import json

from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from scripts_library.queries.pack import pack, pack_version

KEPT_SECONDS = 86_400


@require_safe
@gzip_page
@member_view("scripts.write")
def script_pack(request: MemberRequest) -> HttpResponse:
    """All that the member may send. Under the version that it has, it never changes; asked for
    without one, it says 304 to whoever has it already."""
    today = timezone.localdate()
    version = pack_version(request.membership, today=today)
    tag = f'"{version.word}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return _kept(HttpResponse(status=304), tag, forever=False)
    body = json.dumps(
        pack(request.membership, today=today), ensure_ascii=False, separators=(",", ":")
    )
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    return _kept(answer, tag, forever=request.GET.get("v") == version.word)


def _kept(answer: HttpResponse, tag: str, *, forever: bool) -> HttpResponse:
    answer["ETag"] = tag
    age = f"max-age={KEPT_SECONDS}, immutable" if forever else "no-cache"
    answer["Cache-Control"] = f"private, {age}"
    patch_vary_headers(answer, ["Cookie"])
    return answer
