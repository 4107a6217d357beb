"""Files beside scripts over HTTP: brought in the editor, shown on pages, put to a chat."""

from typing import cast
from urllib.parse import unquote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.actions.keeping_script_files import keep_script_file
from conversations.actions.lending_script_files import lend_script_file
from conversations.file_rules import limits_of
from conversations.files.incoming import received
from conversations.files.names import LONGEST_TOLD, shown_name
from conversations.files.room import room_for
from conversations.queries.serving_files import served_script_file
from conversations.uploader import Uploader
from conversations.views.acting import speaker_of
from conversations.views.files import NAME_HEADER, answer_with, kept, length_of, refused, take_turn
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.access import file_of_shop


@require_POST
@never_cache
@member_view("scripts.write")
def post_script_file(request: MemberRequest) -> HttpResponse:
    """The body is the file itself, as for a chat; nothing shows it until a script is saved."""
    actor = request.membership
    told = unquote(request.headers.get(NAME_HEADER, "")[: LONGEST_TOLD * 3])
    try:
        take_turn(request, speaker_of(request).shop_id, f"desk {actor.pk}")
        most = limits_of(actor.shop_id).most_mb
        with (
            room_for(shown_name(told)),
            received(
                request, name=shown_name(told), declared=length_of(request), most_mb=most
            ) as file,
        ):
            row, changed = keep_script_file(actor=actor, file=file, name=told)
    except HelpdeskError as problem:
        return refused(problem)
    file_told = {
        "type": "image" if row.is_image else "file",
        "key": row.key,
        "name": row.name,
        "size": row.size,
        "thumb": reverse("borrowed-file", args=[row.key, "thumb"]) if row.is_image else "",
    }
    return JsonResponse({"file": file_told, "changed": changed})


@require_safe
@member_view("scripts.write")
def get_script_file(request: MemberRequest, key: str, part: str) -> HttpResponseBase:
    """A file of the shop for its members; the content never changes under its key."""
    file = file_of_shop(request.membership.shop_id, key)
    return answer_with(cast(HttpRequest, request), served_script_file(file, part))


@require_POST
@never_cache
@member_view("chat.reply")
def put_script_file(
    request: MemberRequest, conversation_id: int, client_id: UUID, key: str
) -> HttpResponse:
    """A file beside a script waits in this chat to be sent, as if it had been uploaded there."""
    uploader = Uploader(speaker=speaker_of(request), conversation_id=conversation_id)
    try:
        row = lend_script_file(
            actor=request.membership, uploader=uploader, client_id=client_id, key=key
        )
    except HelpdeskError as problem:
        return refused(problem)
    return kept(row, "")
