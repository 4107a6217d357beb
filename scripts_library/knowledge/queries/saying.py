"""An approved answer as it would be said in a chat."""

from datetime import date
from typing import Any

from helpdesk.accounts.models import Membership
from helpdesk.kernel.errors import NotFound
from scripts_library.access import visible_scripts
from scripts_library.knowledge.queries.answers import in_use
from scripts_library.queries.passages import passages_of
from scripts_library.queries.trying import by_name
from scripts_library.variables import Chat, values_for
from scripts_library.wording import parts_of, said, whole


def answer_said(
    membership: Membership, *, script_id: int, chat: Chat, today: date
) -> dict[str, Any]:
    """``text`` filled, ``body`` as approved, and which script and version it is. NotFound for what
    is no answer in use today."""
    version = (
        in_use(membership.shop_id, today)
        .filter(script__in=visible_scripts(membership).filter(pk=script_id).values("pk"))
        .select_related("script")
        .first()
    )
    if version is None:
        raise NotFound()
    language = version.script.language
    body = whole(version.body, passages_of(membership.shop_id))
    values = by_name(values_for(Chat(chat.shop_id, chat.member_id, chat.conversation_id, language)))
    return {
        "script": version.script_id,
        "version": version.number,
        "body": body,
        "text": said(parts_of(body, values)),
    }
