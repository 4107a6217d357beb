"""What every template may name: who is looking, in which shop, with which rights."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.permissions import permissions_of
from helpdesk.accounts.queries.opening import open_list_for, open_row_for


def person(request: HttpRequest) -> dict[str, Any]:
    """``user`` always; ``me``, ``shop`` and ``perms_of_shop`` behind `member_view`, ``shops``
    for the change to another shop, ``opening`` for what the shop still needs and
    ``opening_is_open`` for whether to say so.

    Asks the database nothing of its own, so an error page or the door stays cheap; only a
    template that names one of the last two for an owner does.
    """
    context: dict[str, Any] = {"user": getattr(request, "user", None)}
    membership: Membership | None = getattr(request, "membership", None)
    if membership is not None:
        context |= {
            "me": {
                "id": membership.pk,
                "name": membership.user.shown_name,
                "role": membership.role,
                "role_label": Role(membership.role).label,
            },
            "shop": membership.shop,
            "perms_of_shop": permissions_of(membership.role),
            "opening": SimpleLazyObject(lambda: open_list_for(membership)),
            "opening_is_open": SimpleLazyObject(lambda: open_row_for(membership) is not None),
            **_shops(membership, getattr(request, "places", [membership])),
        }
    return context


def _shops(membership: Membership, places: list[Membership]) -> dict[str, Any]:
    """The person's shops, where there is a choice; whether they may open another."""
    owns = any(place.role == Role.OWNER for place in places)
    shops = [
        {"id": place.shop_id, "name": place.shop.name, "role_label": Role(place.role).label,
         "is_here": place.pk == membership.pk}
        for place in places
    ]  # fmt: skip
    may_open = settings.OWNERS_OPEN_SHOPS and owns
    return {"shops": shops if len(shops) > 1 else [], "may_open_shop": may_open}
