"""What the shop knows, beside a chat: the part of the panel, an answer's words, a tick."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from conversations.access import conversation_of
from conversations.actions.ticking import tick_question, untick_question
from conversations.models import Conversation
from conversations.queries.knowledge import knowledge_beside
from conversations.queries.product_beside import product_beside, said_in
from conversations.views.acting import speaker_of
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.reading import one_moment
from scripts_library.knowledge.queries.saying import answer_said
from scripts_library.variables import Chat


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def knowledge(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """The part as a fragment."""
    return _part(request, conversation_of(request.membership.shop_id, conversation_id))


@require_safe
@never_cache
@member_view("chat.reply")
def answer(request: MemberRequest, conversation_id: int, script_id: int) -> HttpResponse:
    """An approved answer with this chat's facts in it; what has no value stays in braces."""
    membership = request.membership
    conversation_of(membership.shop_id, conversation_id)
    said = answer_said(
        membership,
        script_id=script_id,
        chat=Chat(membership.shop_id, membership.pk, conversation_id, "zh"),
        today=timezone.localdate(),
    )
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


@require_POST
@never_cache
@member_view("chat.reply")
def tick(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """A question was asked, answered, or put back; the part as it is now."""
    conversation = conversation_of(request.membership.shop_id, conversation_id)
    form, speaker = request.POST, speaker_of(request)
    key = form.get("key", "").replace("\x00", "")[:16]
    if form.get("ticked") == "no":
        untick_question(actor=speaker, conversation_id=conversation.pk, key=key)
    else:
        tick_question(
            actor=speaker,
            conversation_id=conversation.pk,
            category=form.get("category", ""),
            key=key,
            answer=form.get("answer", ""),
        )
    return _part(request, conversation)


def _part(request: MemberRequest, conversation: Conversation) -> HttpResponse:
    said = said_in(conversation)
    beside = product_beside(conversation, said)
    facts = knowledge_beside(conversation, said, beside, today=timezone.localdate())
    return render(request, "desk/_knowledge.html", {**facts, "conversation": conversation})
