"""What an agent's message promises, and writing it down. Always asked by the desk's script."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from conversations.access import conversation_of
from conversations.actions.promising import keep_in_mind, once_of
from conversations.queries.promises import is_written_down, owed_in, promise_of, when_words
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.clock import iso
from helpdesk.kernel.reading import one_moment


@never_cache
@require_http_methods(["GET", "POST"])
@member_view("chat.reply")
def promise(request: MemberRequest, conversation_id: int, seq: int) -> HttpResponse:
    """GET: the promise and its time, 204 where there is none. POST: it is owed from now on."""
    place = request.membership
    conversation = conversation_of(place.shop_id, conversation_id)
    if request.method == "POST":
        row = keep_in_mind(actor=place, conversation_id=conversation.pk, seq=seq)
        return JsonResponse({"followup": row.pk, "when": when_words(row.due_at)})
    found = promise_of(conversation, seq)
    if found is None or is_written_down(place.shop_id, once_of(conversation.pk, seq)):
        return HttpResponse(status=204)
    return JsonResponse(
        {"said": found.said, "due_at": iso(found.due_at), "when": when_words(found.due_at)}
    )


@require_safe
@never_cache
@member_view("chat.reply")
@one_moment()
def owed(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """What is still owed to the buyer, as a fragment of the panel; 204 where nothing is."""
    found = owed_in(conversation_of(request.membership.shop_id, conversation_id))
    if found is None:
        return HttpResponse(status=204)
    return render(request, "desk/_owed.html", {"owed": found})
