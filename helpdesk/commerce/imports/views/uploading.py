"""A file comes in. Who sends it and how long it is are asked before a byte of it is read."""

from typing import BinaryIO, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.imports.actions.uploading import upload_file
from helpdesk.commerce.imports.errors import FileTooLarge, NoFile
from helpdesk.commerce.imports.kinds import KINDS
from helpdesk.commerce.imports.limits import MAX_FILE, MB
from helpdesk.commerce.imports.models import ImportKind
from helpdesk.commerce.imports.views.pages import RIGHT, list_page
from helpdesk.kernel.errors import HelpdeskError

AROUND = 64 * 1024
"""Bytes that a form needs around its file."""


@csrf_exempt  # checked below, after the length: the check itself would read the whole body
@require_POST
@member_view(RIGHT)
def upload(request: MemberRequest) -> HttpResponseBase:
    """Refuse what is too long unread; else look at the form."""
    length = request.META.get("CONTENT_LENGTH", "")
    size = int(length) if str(length).isdecimal() else 0
    if size > MAX_FILE + AROUND:
        return list_page(request, FileTooLarge(size=-(-size // MB), limit=MAX_FILE // MB))
    return _received(request)


@csrf_protect
def _received(plain: HttpRequest) -> HttpResponse:
    request = cast(MemberRequest, plain)
    try:
        sent = request.FILES.get("file")
        if sent is None or isinstance(sent, list) or sent.file is None:
            raise NoFile()
        row = upload_file(
            actor=request.membership.user,
            shop_id=request.membership.shop_id,
            file=cast(BinaryIO, sent.file),
            name=sent.name or "",
            kind=kind if (kind := request.POST.get("kind", "")) in KINDS else ImportKind.ORDERS,
        )
    except HelpdeskError as problem:
        return list_page(request, problem)
    return redirect("import", row.pk)
