"""Files over HTTP: an agent or a buyer uploads one, anybody with a signed address gets it.

The body of a POST is the file itself, so that it goes to disk piece by piece; its name comes
percent-encoded in a header, for addresses end up in logs.
"""

from typing import Any, cast
from urllib.parse import unquote
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from conversations.access import shop_by_slug
from conversations.actions.uploading import admit, upload_file
from conversations.errors import TokenInvalid
from conversations.file_rules import RATE, limits_of
from conversations.files.incoming import received
from conversations.files.names import LONGEST_TOLD, shown_name
from conversations.files.room import room_for
from conversations.models import Attachment
from conversations.queries.files import thread_of_visitor
from conversations.queries.serving_files import ServedFile, served_file
from conversations.speaker import buyer_of
from conversations.uploader import Uploader
from conversations.views.acting import speaker_of
from conversations.visitor import read_token
from helpdesk.accounts.addresses import client_address
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.realtime.limits import Buckets

ADDRESS_BURST, ADDRESS_PER_SECOND = 120, 4
"""Uploads of one address: generous, a whole shop may sit behind it."""

_by_person, _by_address = Buckets(), Buckets()

NAME_HEADER = "X-File-Name"


@require_POST
@never_cache
@member_view("chat.reply")
def post_from_desk(request: MemberRequest, conversation_id: int, client_id: UUID) -> HttpResponse:
    """An agent's file for one thread; the same address again answers with the first."""
    speaker = speaker_of(request)
    return _take(request, Uploader(speaker=speaker, conversation_id=conversation_id), client_id)


@csrf_exempt  # the visitor's token is no cookie: no other site can send it
@require_POST
@never_cache
def post_from_buyer(request: HttpRequest, slug: str, client_id: UUID) -> HttpResponse:
    """A buyer's file; who it is says the bearer token of their page."""
    try:
        shop = shop_by_slug(slug)
        visitor = read_token(_bearer(request), shop.pk)
        thread = thread_of_visitor(shop.pk, visitor.key)
    except HelpdeskError as problem:
        return refused(problem)
    uploader = Uploader(
        speaker=buyer_of(shop.pk),
        conversation_id=None if thread is None else thread.pk,
        visitor_key=visitor.key,
    )
    return _take(request, uploader, client_id)


def _take(request: HttpRequest, uploader: Uploader, client_id: UUID) -> HttpResponse:
    shop_id = uploader.speaker.shop_id
    told = unquote(request.headers.get(NAME_HEADER, "")[: LONGEST_TOLD * 3])
    try:
        take_turn(request, shop_id, uploader.limit_key)
        known = admit(uploader=uploader, client_id=client_id)
        if known is not None:
            return kept(known, "")
        with (
            room_for(shown_name(told)),
            received(
                request,
                name=shown_name(told),
                declared=length_of(request),
                most_mb=limits_of(shop_id).most_mb,
            ) as file,
        ):
            row, changed = upload_file(uploader=uploader, client_id=client_id, file=file, name=told)
    except HelpdeskError as problem:
        return refused(problem)
    return kept(row, changed)


def take_turn(request: HttpRequest, shop_id: int, limit_key: str) -> None:
    """Pass, or TooFast: by person, and by address."""
    rate = value_of(shop_id, RATE)
    _by_person.take(limit_key, burst=rate["burst"], per_second=rate["per_minute"] / 60)
    _by_address.take(client_address(request), burst=ADDRESS_BURST, per_second=ADDRESS_PER_SECOND)


def length_of(request: HttpRequest) -> int | None:
    """How many bytes the request says that it brings."""
    told = str(request.META.get("CONTENT_LENGTH") or "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 16 else None


def _bearer(request: HttpRequest) -> str:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise TokenInvalid()
    return token.strip()


def kept(row: Attachment, changed: str) -> HttpResponse:
    """What the page is told of a file that waits to be sent."""
    file: dict[str, Any] = {
        "type": "image" if row.is_image else "file",
        "name": row.name,
        "kind": row.kind,
        "size": row.size,
        "width": row.width,
        "height": row.height,
    }
    return JsonResponse({"file": file, "changed": changed})


def refused(problem: HelpdeskError) -> HttpResponse:
    """The error in its one shape."""
    answer = JsonResponse({"error": problem.as_json()}, status=problem.status)
    if problem.retry_after is not None:
        answer.headers["Retry-After"] = str(max(1, round(problem.retry_after)))
    return answer


@require_safe
def get_file(request: HttpRequest, key: str, part: str, seal: str) -> HttpResponseBase:
    """The bytes behind a signed address, as what our own check found them to be."""
    return answer_with(request, served_file(key=key, part=part, seal=seal))


def answer_with(request: HttpRequest, served: ServedFile) -> HttpResponseBase:
    """Its bytes with all that keeps them harmless in a browser that is signed in here."""
    download = served.as_download or "download" in request.GET
    answer = FileResponse(
        served.open() if request.method == "GET" else [],
        as_attachment=download,
        filename=served.name,
        content_type=served.content_type,
    )
    if served.size is not None:
        answer.headers["Content-Length"] = str(served.size)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = f"private, max-age={served.seconds_left}, immutable"
    return cast(HttpResponseBase, answer)
