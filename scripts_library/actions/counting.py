"""Scripts that were really sent, and what buyers said of it afterwards."""

from django.db import transaction

from helpdesk.kernel.clock import now
from scripts_library.models import Script, ScriptUse, ScriptVersion
from scripts_library.queries.passages import passages_of
from scripts_library.wording import was_edited, whole


@transaction.atomic
def note_use(
    *,
    shop_id: int,
    member_id: int,
    script_id: int,
    version: int,
    conversation_id: int,
    seq: int,
    session_number: int,
    stage: str,
    sent: str,
) -> bool:
    """One use of a version, once however often it is told; whether it was counted now.

    A number that names nothing of the shop counts nothing: the browser may have kept an old list.
    """
    words = ScriptVersion.objects.filter(shop_id=shop_id, script_id=script_id, number=version)
    body = words.values_list("body", flat=True).first()
    if body is None or not Script.objects.filter(shop_id=shop_id, pk=script_id).exists():
        return False
    _row, fresh = ScriptUse.objects.get_or_create(
        shop_id=shop_id,
        conversation_id=conversation_id,
        seq=seq,
        script_id=script_id,
        defaults={
            "version": version,
            "member_id": member_id,
            "session_number": session_number,
            "stage": stage,
            "edited": was_edited(whole(body, passages_of(shop_id)), sent),
            "at": now(),
        },
    )
    return fresh


def note_score(*, shop_id: int, conversation_id: int, session_number: int, score: int) -> int:
    """What the buyer said of a reception, kept beside each script used in it; how many."""
    return ScriptUse.objects.filter(
        shop_id=shop_id, conversation_id=conversation_id, session_number=session_number
    ).update(score=score)
