"""Fragments of the desk about who holds a chat: why, and to whom it can go."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations.access import conversation_of
from conversations.queries.explaining import why_of
from conversations.queries.receivers import receivers_of
from helpdesk.accounts.member_view import MemberRequest, member_view


@require_safe
@never_cache
@member_view("chat.reply")
def why(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """Why this chat is where it is, or why it still waits."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    return render(request, "desk/_why.html", {"why": why_of(conversation)})


@require_safe
@never_cache
@member_view("chat.hand_over")
def receivers(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """The people and groups of the dialog."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    people, groups = receivers_of(conversation, asker_id=request.membership.pk)
    context = {"people": people, "groups": groups}
    return render(request, "desk/_receivers.html", context)
