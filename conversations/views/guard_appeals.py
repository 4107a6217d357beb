"""Agents ask about words that do not go, and read the answers: JSON for the desk."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from conversations.actions.appealing import appeal_block, close_appeal
from conversations.queries.guard_answers import answers_of
from conversations.speaker import agent_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from scripts_library.views.asking import number_of


@never_cache
@require_http_methods(["GET", "POST"])
@member_view("chat.reply")
def appeals(request: MemberRequest) -> HttpResponse:
    """What this agent asked and has not put away; POST asks about further words."""
    speaker = agent_of(request.membership)
    if request.method != "POST":
        return JsonResponse({"appeals": [one.as_json() for one in answers_of(speaker)]})
    asked = appeal_block(
        speaker=speaker,
        conversation_id=number_of(request.POST, "conversation"),
        text=request.POST.get("text", ""),
    )
    return JsonResponse({"id": asked.pk}, status=201)


@never_cache
@require_POST
@member_view("chat.reply")
def close(request: MemberRequest, guard_appeal_id: int) -> HttpResponse:
    """The answer was read."""
    close_appeal(speaker=agent_of(request.membership), appeal_id=guard_appeal_id)
    return JsonResponse({"closed": True})
