"""What a line needs of its neighbours' rows, and no more: an order alone has forty columns."""

from django.db.models import QuerySet

from helpdesk.followups.models import FollowUp

NOT_SHOWN = ("checks", "next_steps", "outcome", "once", "weight_reason")
SHOWN = (
    *(field.name for field in FollowUp._meta.concrete_fields if field.name not in NOT_SHOWN),
    *("owner__user__username", "owner__user__display_name", "order__number"),
    *("buyer__name", "buyer__platform"),
)


def with_what_is_shown(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """The same with owner, order and buyer as far as a line says them (`lines.py`)."""
    return rows.select_related("owner__user", "order", "buyer").only(*SHOWN)
