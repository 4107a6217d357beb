"""What the owner does with an endpoint: one button each."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.integrations.access import endpoint_for_member
from helpdesk.integrations.actions.making import change_endpoint
from helpdesk.integrations.actions.pausing import (
    pause_endpoint,
    remove_endpoint,
    resume_endpoint,
)
from helpdesk.integrations.actions.redelivering import redeliver_failed, send_test
from helpdesk.integrations.actions.renewing import renew_secret
from helpdesk.integrations.forms import SinceForm
from helpdesk.integrations.views.endpoints import (
    RIGHT,
    SHOW_SECRET,
    endpoint_page,
    typed_in,
)
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import HelpdeskError


@never_cache
@require_POST
@member_view(RIGHT)
def change_webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """Address, description, kinds."""
    member, typed = request.membership, typed_in(request)
    endpoint = endpoint_for_member(membership=member, endpoint_id=endpoint_id)
    try:
        change_endpoint(actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint.pk, **typed)
    except HelpdeskError as problem:
        return endpoint_page(request, endpoint, typed=typed, problem=problem)
    return redirect(f"{reverse('webhook', args=[endpoint.pk])}?saved=1")


@never_cache
@require_POST
@member_view(RIGHT)
def pause_webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """Nothing goes there until it is resumed."""
    member = request.membership
    pause_endpoint(actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint_id)
    return redirect("webhook", endpoint_id)


@never_cache
@require_POST
@member_view(RIGHT)
def resume_webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """It goes on."""
    member = request.membership
    resume_endpoint(actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint_id)
    return redirect("webhook", endpoint_id)


@never_cache
@require_POST
@member_view(RIGHT)
def remove_webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """It is gone, with its log."""
    member = request.membership
    remove_endpoint(actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint_id)
    return redirect("webhooks")


@never_cache
@require_POST
@member_view(RIGHT)
def renew_webhook_secret(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """A new secret: shown on the page that follows, and never again."""
    member = request.membership
    renew_secret(actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint_id)
    request.session[SHOW_SECRET] = endpoint_id
    return redirect(f"{reverse('webhook', args=[endpoint_id])}#secret-title")


@never_cache
@require_POST
@member_view(RIGHT)
def test_webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """Send one to try; the page that follows shows what came back."""
    member = request.membership
    sent = send_test(actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint_id)
    return redirect(f"{reverse('webhook', args=[endpoint_id])}?test={sent.pk}#test-title")


@never_cache
@require_POST
@member_view(RIGHT)
def redeliver_webhook(request: MemberRequest, endpoint_id: int) -> HttpResponse:
    """Send again what was given up, as far back as was chosen."""
    member = request.membership
    endpoint = endpoint_for_member(membership=member, endpoint_id=endpoint_id)
    form, count = SinceForm(request.POST), 0
    if form.is_valid():
        since = now() - timedelta(hours=form.cleaned_data["hours"])
        count = redeliver_failed(
            actor=member.user, shop_id=member.shop_id, endpoint_id=endpoint.pk, since=since
        )
    return redirect(f"{reverse('webhook', args=[endpoint.pk])}?again={count}#failed-title")
