"""What of the demo's dialogues went past a warning of the guard."""

from uuid import NAMESPACE_OID, uuid5

from conversations.actions.guarding import judged
from conversations.models import Entry, EntryKind, EntrySide, GuardRecord
from helpdesk.accounts.models import Membership

LOOKED_AT, PAST = 400, 5


def go_past(mei: Membership) -> None:
    """The newest few that would be warned of stand as sent all the same, knowingly."""
    said = Entry.objects.filter(
        shop_id=mei.shop_id, side=EntrySide.AGENT, kind=EntryKind.MESSAGE, author_id__isnull=False
    ).order_by("-at")
    found = 0
    for entry in said[:LOOKED_AT]:
        verdict = judged(mei.shop_id, entry.text)
        if verdict.level != "warn" or entry.author_id is None:
            continue
        GuardRecord.objects.create(
            shop_id=mei.shop_id,
            conversation_id=entry.conversation_id,
            member_id=entry.author_id,
            client_id=uuid5(NAMESPACE_OID, f"demo-guard-{entry.conversation_id}-{entry.seq}"),
            seq=entry.seq,
            level="warn",
            classes=sorted({hit.about for hit in verdict.hits}),
            at=entry.at,
        )
        found += 1
        if found == PAST:
            return
