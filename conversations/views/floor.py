"""The live floor: its page, the same as a fragment at this moment, and the lists behind figures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from conversations.actions.hearing_anger import hear_anger
from conversations.queries.floor import floor_of
from conversations.queries.floor_lists import Which, chats_of, chats_of_member
from helpdesk.accounts.access import member_for_person
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.commerce.models.buyer import LETTERS
from helpdesk.kernel.reading import one_moment


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("floor.oversee")
def floor_page(request: MemberRequest) -> HttpResponse:
    """The page; what it shows from then on comes by `floor_now`."""
    membership = request.membership
    me = {"id": membership.pk, "name": membership.public_name, "role": membership.role}
    config = {
        "me": me,
        "shop": membership.shop.slug,
        "username": membership.user.username,
        "now_url": reverse("floor-now"),
        "why_url": reverse("desk-why", args=[0]),
        "receivers_url": reverse("desk-receivers", args=[0]),
        "assign_url": reverse("floor-assign", args=[0]),
        "take_url": reverse("floor-take", args=[0]),
        "desk_url": reverse("desk-conversation", args=[0]),
        "sign_in_url": reverse("sign-in"),
    }
    return render(request, "floor/page.html", {"config": config, **_now(membership.shop_id)})


@require_safe
@never_cache
@member_view("floor.oversee")
def floor_now(request: MemberRequest) -> HttpResponse:
    """Everything that moves, as a fragment."""
    return render(request, "floor/_now.html", _now(request.membership.shop_id))


@require_safe
@never_cache
@member_view("floor.oversee")
@one_moment()
def floor_list(request: MemberRequest, which: Which) -> HttpResponse:
    """The chats that a figure counts, as a fragment of the drawer."""
    chats, total = chats_of(request.membership.shop_id, which)
    context = {"which": which, "chats": chats, "total": total, "letters": LETTERS}
    return render(request, "floor/_chats.html", context)


@require_safe
@never_cache
@member_view("floor.oversee")
@one_moment()
def floor_member(request: MemberRequest, member_id: int) -> HttpResponse:
    """What a colleague has in hand, as a fragment of the drawer."""
    member = member_for_person(membership=request.membership, member_id=member_id)
    chats, total = chats_of_member(member.shop_id, member.pk)
    context = {"member": member, "chats": chats, "total": total, "letters": LETTERS}
    return render(request, "floor/_chats.html", context)


def _now(shop_id: int) -> dict[str, Any]:
    hear_anger(shop_id=shop_id)
    with one_moment():
        return {"floor": floor_of(shop_id), "letters": LETTERS}
