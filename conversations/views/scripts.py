"""Scripts beside a chat: what their variables are worth, and a reply that becomes one."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from conversations.access import conversation_of
from conversations.queries.replies import reply_in
from helpdesk.accounts.member_view import MemberRequest, member_view
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.actions.writing import Source, write_script
from scripts_library.previews import subjects_for
from scripts_library.queries.listing import folder_tree
from scripts_library.variables import Chat, values_for
from scripts_library.views.asking import filing_of, number_of, words_of
from scripts_library.views.page import choices
from scripts_library.views.words import typed_in


@never_cache
@require_safe
@member_view("chat.reply")
def script_values(request: MemberRequest, conversation_id: int) -> HttpResponse:
    """Each variable in both languages, for this chat and this agent; null where there is none."""
    membership = request.membership
    conversation_of(membership.shop_id, conversation_id)
    told = {
        language: values_for(Chat(membership.shop_id, membership.pk, conversation_id, language))
        for language in ("zh", "en")
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@never_cache
@member_view("scripts.write")
def keep_reply(request: MemberRequest, conversation_id: int, seq: int) -> HttpResponse:
    """The form of a new script with the words of a sent message in it; then the script."""
    membership = request.membership
    conversation = conversation_of(membership.shop_id, conversation_id)
    reply = reply_in(conversation, seq)
    typed: dict[str, Any] = {
        "body": reply.words,
        "scope": "shop",
        "language": "zh",
        "stage": conversation.stage,
    }
    problem: HelpdeskError | None = None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in request.POST}
        try:
            made = write_script(
                actor=membership,
                words=words_of(request.POST),
                filing=filing_of(request.POST),
                submit="submit" in request.POST,
                source=Source(reply.conversation_id, reply.seq, reply.said_by),
            )
            return redirect("script", made.pk)
        except HelpdeskError as refused:
            problem = refused
    context = {
        "words": typed,
        "typed_folder": number_of(request.POST, "folder"),
        "typed_products": typed_in(request)["products"],
        "files": typed_in(request)["files"],
        "problem": problem,
        "said_by": reply.said_by,
        "folders": folder_tree(membership)[0],
        "subjects": subjects_for(membership),
        **choices(membership.shop_id),
    }
    return render(request, "scripts/new.html", context, status=problem.status if problem else 200)
