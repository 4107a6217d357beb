"""The log of deliveries, one delivery opened, and sending it again."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.integrations.access import delivery_for_member
from helpdesk.integrations.actions.redelivering import redeliver
from helpdesk.integrations.forms import DeliveryFilterForm
from helpdesk.integrations.queries.deliveries import (
    DeliveryFilter,
    deliveries_of,
    is_tried,
    names_of,
    shown,
)
from helpdesk.integrations.views.endpoints import RIGHT


@never_cache
@require_safe
@member_view(RIGHT)
def webhook_log(request: MemberRequest) -> HttpResponse:
    """Newest first, narrowed by what the address says."""
    shop_id = request.membership.shop_id
    form = DeliveryFilterForm(request.GET, endpoints=names_of(shop_id))
    wanted = form.narrowing()
    page = deliveries_of(shop_id, DeliveryFilter(**wanted))
    kept = {key: value for key, value in wanted.items() if value and key != "before"}
    context = {
        "form": form,
        "page": page,
        "is_narrowed": bool(kept),
        "is_older": "before" in wanted,
        "older": urlencode(kept | {"before": page.older}) if page.older else "",
        "newest": urlencode(kept),
        "nav": "webhooks",
    }
    return render(request, "webhooks/log.html", context)


@never_cache
@require_safe
@member_view(RIGHT)
def webhook_delivery(request: MemberRequest, delivery_id: int) -> HttpResponse:
    """What was sent, as it was sent, and what came back."""
    return _one(request, delivery_id, "webhooks/delivery.html")


@never_cache
@require_safe
@member_view(RIGHT)
def webhook_result(request: MemberRequest, delivery_id: int) -> HttpResponse:
    """The part of it that is still to come, for a page that waits for it."""
    return _one(request, delivery_id, "webhooks/_result.html")


@never_cache
@require_POST
@member_view(RIGHT)
def redeliver_one(request: MemberRequest, delivery_id: int) -> HttpResponse:
    """Send it again, under the same key."""
    member = request.membership
    row = delivery_for_member(membership=member, delivery_id=delivery_id)
    redeliver(
        actor=member.user,
        shop_id=member.shop_id,
        endpoint_id=row.endpoint_id,
        delivery_id=row.pk,
    )
    return redirect("webhook-delivery", row.pk)


def _one(request: MemberRequest, delivery_id: int, template: str) -> HttpResponse:
    row = delivery_for_member(membership=request.membership, delivery_id=delivery_id)
    context = {"one": shown(row), "is_tried": is_tried(row), "nav": "webhooks"}
    return render(request, template, context)
