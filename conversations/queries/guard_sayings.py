"""What the shop's people have sent lately, for a rule of wording to be tried on."""

from django.urls import reverse

from conversations.models import Entry, EntryKind, EntrySide, SearchRow
from scripts_library.guard_trials import Saying, register_sayings


def newest_sayings(shop_id: int, many: int) -> list[Saying]:
    """The newest messages of agents that still stand. Two queries, both of a bounded length:
    at most three rows of the search's index are walked for each that is wanted."""
    newest = SearchRow.objects.filter(shop_id=shop_id).order_by("-at", "-conversation_id", "-seq")
    walked = newest.values_list("conversation_id", "seq", "side", "kind")[: 3 * many]
    keys = [
        (conversation, seq)
        for conversation, seq, side, kind in walked
        if side == EntrySide.AGENT and kind == EntryKind.MESSAGE
    ][:many]
    by_thread: dict[int, set[int]] = {}
    for conversation, seq in keys:
        by_thread.setdefault(conversation, set()).add(seq)
    rows = Entry.objects.filter(
        shop_id=shop_id,
        conversation_id__in=by_thread,
        seq__in={seq for _conversation, seq in keys},
        kind=EntryKind.MESSAGE,
        side=EntrySide.AGENT,
        recalled=False,
    )
    return [
        Saying(
            words=row.text,
            said_by=row.author_name or "",
            at=row.at,
            url=f"{reverse('desk-conversation', args=[row.conversation_id])}?at={row.seq}",
        )
        for row in sorted(rows, key=lambda one: (one.at, one.seq), reverse=True)
        if row.seq in by_thread[row.conversation_id]
    ][:many]


def register() -> None:
    """Called once at start."""
    register_sayings(newest_sayings)
