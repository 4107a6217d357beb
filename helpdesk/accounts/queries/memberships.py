"""Who is in which shop."""

from django.db.models import QuerySet

from helpdesk.accounts.models import Membership


def active_memberships(user_id: int) -> QuerySet[Membership]:
    """The shops a person works in, longest first, with person and shop; none once deactivated."""
    return (
        Membership.objects.select_related("shop", "user")
        .filter(user_id=user_id, is_active=True, user__is_active=True)
        .order_by("pk")
    )


def shop_ids_of(user_id: int) -> list[int]:
    """The shops that a deed of this person about their own account is recorded in."""
    return list(active_memberships(user_id).values_list("shop_id", flat=True))
