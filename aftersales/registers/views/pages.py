"""What every register's pages share: the list, one row with its history, the deeds of any row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aftersales.registers.access import row_for
from aftersales.registers.actions.checking import note_check
from aftersales.registers.actions.closing import close_entry, give_entry
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.queries.checks import counts_of
from aftersales.registers.queries.lines import check_of, history_of
from aftersales.registers.queries.listing import register_page
from aftersales.registers.register import Register, every_register
from aftersales.registers.views.asking import moment_in, query_of, wanted_of
from helpdesk.accounts.member_view import MemberRequest
from helpdesk.followups.queries.receivers import receivers_of
from helpdesk.kernel.errors import HelpdeskError, NotAllowed, NotFound
from helpdesk.kernel.reading import one_moment
from scripts_library.views.asking import number_of


def list_page(
    request: MemberRequest,
    register: Register,
    *,
    template: str,
    fields: Sequence[str],
    joined: Sequence[str] = (),
    extra: Mapping[str, Any] | None = None,
    refused: HelpdeskError | None = None,
) -> HttpResponse:
    """A register as the address asks for it; ``refused`` says why what was typed was not kept."""
    place, wanted = request.membership, wanted_of(request.GET)
    page = register_page(place, register, wanted, fields=fields, joined=joined)
    context = {
        "register": register,
        "registers": every_register().values(),
        "page": page,
        "wanted": wanted,
        "counts": counts_of(register, place.shop_id),
        "members": receivers_of(place.shop_id)[0],
        "next": query_of(wanted, after=page.cursor) if page.cursor else "",
        "first": query_of(wanted) if wanted.cursor else "",
        "typed": request.POST,
        **signing_in(request),
        **_said(refused),
        **(extra or {}),
    }
    status = 200 if refused is None else refused.status
    return render(request, template, context, status=status)


def row_page(
    request: MemberRequest,
    register: Register,
    row: RegisterRow,
    *,
    template: str,
    extra: Mapping[str, Any] | None = None,
    refused: HelpdeskError | None = None,
) -> HttpResponse:
    """One row: what it is, its next check, what was found so far, what can be done."""
    place = request.membership
    context = {
        "register": register,
        "row": row,
        "check": check_of(register, row),
        "is_kept": register.is_kept_elsewhere(row),
        "history": history_of(register, row),
        "members": receivers_of(place.shop_id)[0],
        "deed_url": reverse(f"register-{register.key}-deed", args=[row.pk]),
        "list_url": reverse(f"register-{register.key}s"),
        "typed": request.POST,
        **signing_in(request),
        **_said(refused),
        **(extra or {}),
    }
    status = 200 if refused is None else refused.status
    return render(request, template, context, status=status)


Deed = Callable[[MemberRequest, Any, int], RegisterRow]
"""Of a request, a row's number and the version that was seen."""


def deed_of_row(
    request: MemberRequest,
    register: Register,
    row_id: int,
    *,
    own: Mapping[str, Deed],
    page: Callable[[MemberRequest, Any, HelpdeskError], HttpResponse],
) -> HttpResponse:
    """Do what the form names, and show the row again; or show it with the reason why not."""
    row = row_for(register.model, membership=request.membership, row_id=row_id)
    every: dict[str, Deed] = {"check": _check, "give": _give, "close": _close, **own}
    deed = every.get(request.POST.get("deed", ""))
    if deed is None:
        raise NotFound()
    try:
        if deed in (_check, _give, _close):
            deed(request, (register, row_id), number_of(request.POST, "version"))
        else:
            deed(request, row_id, number_of(request.POST, "version"))
    except NotAllowed:
        raise
    except HelpdeskError as problem:
        with one_moment():
            fresh = row_for(register.model, membership=request.membership, row_id=row_id)
            return page(request, fresh, problem)
    return redirect(f"register-{register.key}", row.pk)


def _check(request: MemberRequest, which: tuple[Register, int], version: int) -> RegisterRow:
    return note_check(
        actor=request.membership,
        register=which[0],
        row_id=which[1],
        version=version,
        found=request.POST.get("found", ""),
        next_at=moment_in(request.POST, "next_at", _("下次什么时候看")),
    )


def _give(request: MemberRequest, which: tuple[Register, int], version: int) -> RegisterRow:
    return give_entry(
        actor=request.membership,
        register=which[0],
        row_id=which[1],
        version=version,
        member_id=member_in(request.POST, "owner"),
    )


def _close(request: MemberRequest, which: tuple[Register, int], version: int) -> RegisterRow:
    return close_entry(
        actor=request.membership,
        register=which[0],
        row_id=which[1],
        version=version,
        outcome=request.POST.get("outcome", ""),
    )


def member_in(form: QueryDict, name: str) -> int:
    """The number in ``member:7``, 0 for none."""
    number = form.get(name, "").removeprefix("member:")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 16 else 0


def signing_in(request: MemberRequest) -> dict[str, Any]:
    """For the dialog of a sign-in that ends meanwhile."""
    username = request.membership.user.username
    return {"config": {"sign_in_url": reverse("sign-in"), "username": username}}


def _said(refused: HelpdeskError | None) -> dict[str, Any]:
    return {} if refused is None else {"refused": refused.as_json()}
