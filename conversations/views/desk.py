"""The desk, and the panel of facts beside a chat."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from conversations.access import conversation_of
from conversations.queries.panel import panel_facts
from conversations.queries.script_addresses import script_addresses
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.queries.attention import attention_of
from helpdesk.kernel.reading import one_moment
from helpdesk.team.policy_rules import REST_MINUTES


@require_safe
@never_cache
@ensure_csrf_cookie
@member_view("chat.reply")
def desk_page(request: MemberRequest, conversation_id: int | None = None) -> HttpResponse:
    """The desk of the shop that the session works in, with one thread open if named."""
    membership = request.membership
    if conversation_id is not None:
        conversation_of(membership.shop_id, conversation_id)
    me = {"id": membership.pk, "name": membership.public_name, "role": membership.role}
    shop = {"name": membership.shop.name, "slug": membership.shop.slug}
    attention = asdict(attention_of(membership.user_id))
    icons = {kind: static(f"favicon-{kind}.svg") for kind in ("waiting", "late")}
    config = {
        "me": me,
        "shop": shop,
        "conversation": conversation_id,
        "send_key": membership.user.send_key,
        "list_order": membership.user.list_order,
        "username": membership.user.username,
        "attention": {"choices": attention, "icons": icons},
        "panel_url": reverse("desk-panel", args=[0]),
        "promises": {
            "url": reverse("desk-promise", args=[0, 0]),
            "owedUrl": reverse("desk-owed", args=[0]),
            "deedUrl": reverse("todo-deed"),
        },
        "why_url": reverse("desk-why", args=[0]),
        "receivers_url": reverse("desk-receivers", args=[0]),
        "figures_url": reverse("my-responses"),
        "sign_in_url": reverse("sign-in"),
        "scripts": script_addresses(membership),
        "guard": {"pack": reverse("script-guard-pack"), "appeal": reverse("guard-appeal")},
    }
    rest_minutes = value_of(membership.shop_id, REST_MINUTES)
    context = {"config": config, "rest_minutes": rest_minutes, "attention": attention}
    return render(request, "desk/page.html", context)


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def panel(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """What the agent needs to know about this buyer, as a fragment."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    facts = panel_facts(conversation, zone=timezone.get_current_timezone())
    return render(request, "desk/_panel.html", facts)
