"""What a night brought to a shop's cases."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import ngettext

from aftersales.models import Case
from helpdesk.accounts.models import Membership
from helpdesk.followups.night import Brought


def cases_since(membership: Membership, since: datetime) -> list[Brought]:
    """Cases that were opened meanwhile and are still open."""
    new = Case.objects.filter(
        shop_id=membership.shop_id, is_open=True, opened_at__gte=since
    ).count()
    if not new:
        return []
    words = ngettext("新开了 %(n)s 张售后单", "新开了 %(n)s 张售后单", new)
    return [Brought(words % {"n": new}, reverse("todo") + "?whose=all&kind=case_answer")]
