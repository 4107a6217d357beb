"""What the demo's people sent with their scripts in the last weeks."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Final

from conversations.models import ChatSession, Entry, EntryKind, EntrySide, Rating
from helpdesk.accounts.models import Membership
from scripts_library.models import Script, ScriptUse, ScriptVersion

_SEED: Final = 6


def load_uses(agents: Sequence[Membership], scripts: Sequence[Script]) -> None:
    """What was sent in the last weeks, by the demo's own receptions and their ratings."""
    draw = Random(_SEED)
    shop_id = agents[0].shop_id
    scores = {
        (one.conversation_id, one.session_number): one.score
        for one in Rating.objects.filter(shop_id=shop_id, score__isnull=False)
    }
    stages = {
        (one.conversation_id, one.number): one.stage
        for one in ChatSession.objects.filter(shop_id=shop_id)
    }
    sent = Entry.objects.filter(
        shop_id=shop_id, kind=EntryKind.MESSAGE, side=EntrySide.AGENT, author_id__isnull=False
    ).order_by("conversation_id", "seq")
    numbers = dict(
        ScriptVersion.objects.filter(script__in=scripts).values_list("script_id", "number")
    )
    weights = [len(scripts) - place for place in range(len(scripts))]
    rows = []
    for entry in sent:
        script = draw.choices(scripts, weights)[0]
        key = (entry.conversation_id, entry.session_number)
        rows.append(
            ScriptUse(
                shop_id=shop_id,
                script=script,
                version=numbers[script.pk],
                member_id=entry.author_id or 0,
                conversation_id=entry.conversation_id,
                seq=entry.seq,
                session_number=entry.session_number,
                stage=stages.get(key, ""),
                edited=draw.random() < 0.3,
                score=scores.get(key),
                at=entry.at - timedelta(seconds=1),
            )
        )
    ScriptUse.objects.bulk_create(rows)
