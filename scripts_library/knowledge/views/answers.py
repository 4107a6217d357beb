"""Answers in one voice are written under a product or category; their words live in the library."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.access import product_of_shop
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.drafts import Words
from scripts_library.knowledge.access import answer_of
from scripts_library.knowledge.actions.answering import change_asks, write_answer
from scripts_library.knowledge.subject import Subject
from scripts_library.knowledge.views.page import Refused, address_of, subject_page
from scripts_library.knowledge.views.typing import day_of, names_of

FIELDS = ("title", "body", "asks", "valid_until")


@require_POST
@member_view("scripts.write")
def write(request: MemberRequest, product_id: int | None = None) -> HttpResponse:
    """A new answer, sent to the reviewers."""
    form, membership = request.POST, request.membership
    if product_id is not None:
        product_of_shop(membership.shop_id, product_id)
    subject = Subject(
        product_id, "" if product_id else form.get("category", "").replace("\x00", "")
    )
    try:
        write_answer(
            actor=membership,
            subject=subject,
            words=Words(form.get("title", ""), form.get("body", "")),
            asks=names_of(form.get("asks", "")),
            valid_until=day_of(form),
        )
    except HelpdeskError as problem:
        typed = {name: form.get(name, "") for name in FIELDS}
        return subject_page(request, subject, Refused("answer", problem, values=typed))
    return redirect(address_of(subject))


@require_POST
@member_view("scripts.write")
def asks(request: MemberRequest, script_id: int) -> HttpResponse:
    """Other ways in which buyers ask it."""
    answer = answer_of(membership=request.membership, script_id=script_id)
    subject = Subject(answer.product_id, answer.category)
    said = request.POST.get("asks", "")
    try:
        change_asks(actor=request.membership, script_id=script_id, asks=names_of(said))
    except HelpdeskError as problem:
        refused = Refused(f"asks-{script_id}", problem, values={"asks": said})
        return subject_page(request, subject, refused)
    return redirect(address_of(subject))
