"""What every template may name: who is looking, in which shop, with which rights."""

from typing import Any

from django.http import HttpRequest

from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.permissions import permissions_of


def person(request: HttpRequest) -> dict[str, Any]:
    """``user`` always; ``me``, ``shop`` and ``perms_of_shop`` behind `member_view`.

    Asks the database nothing of its own, so an error page or the door stays cheap.
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
        }
    return context
