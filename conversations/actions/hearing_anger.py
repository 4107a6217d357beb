"""The floor hears angry buyers: open receptions are looked through, each message once.

It runs when somebody looks at the floor, not when a message is sent: the way of a message stays
as it is, and a shop whose floor nobody looks at pays nothing. What it writes is a fold of the
entries, which only grow, so it is safe twice, late and in parallel.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from conversations.access import locked_conversation
from conversations.floor.anger import Found, Lexicon, found_in
from conversations.floor.lexicon import ANGRY_WORDS
from conversations.models import Outcry
from conversations.rights import require_right
from conversations.speaker import Speaker
from helpdesk.accounts import policies
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership
from helpdesk.accounts.queries.rules import latest_version
from helpdesk.kernel.clock import now
from helpdesk.kernel.text import listed
from helpdesk.realtime.events import FloorChanged
from helpdesk.realtime.publish import publish

UNREAD_SQL = """
SELECT c.id, c.last_seq, s.first_seq,
    CASE WHEN r.words = %(words)s THEN r.through ELSE 0 END AS through, r.words
FROM conversations_conversation c
JOIN conversations_chatsession s ON s.shop_id = c.shop_id AND s.conversation_id = c.id
    AND s.number = c.session_number
LEFT JOIN conversations_outcryreading r ON r.shop_id = c.shop_id AND r.conversation_id = c.id
WHERE c.shop_id = %(shop)s AND c.state <> 'finished'
  AND (r.through IS NULL OR r.through < c.last_seq OR r.words <> %(words)s)
ORDER BY c.id
"""

SAID_SQL = """
SELECT e.conversation_id, e.session_number, e.seq, e.text, e.at
FROM unnest(%(threads)s::bigint[], %(after)s::int[], %(through)s::int[]) AS q (id, after, through)
CROSS JOIN LATERAL (
    SELECT conversation_id, session_number, seq, text, at FROM conversations_entry
    WHERE shop_id = %(shop)s AND conversation_id = q.id AND seq > q.after AND seq <= q.through
      AND kind = 'message' AND side = 'buyer' AND NOT recalled
) AS e
"""

READ_SQL = """
INSERT INTO conversations_outcryreading AS r (shop_id, conversation_id, through, words)
SELECT %(shop)s, q.id, q.through, %(words)s
FROM unnest(%(threads)s::bigint[], %(through)s::int[]) AS q (id, through) ORDER BY q.id
ON CONFLICT (shop_id, conversation_id) DO UPDATE SET words = EXCLUDED.words,
    through = CASE WHEN r.words = EXCLUDED.words
        THEN GREATEST(r.through, EXCLUDED.through) ELSE EXCLUDED.through END
"""


@dataclass(frozen=True, slots=True)
class _Unread:
    """A thread with something that was not looked through, or not with these words."""

    conversation: int
    after: int
    through: int
    with_other_words: bool


def hear_anger(*, shop_id: int) -> None:
    """Look through whatever buyers said since the last time, in the open receptions."""
    latest = latest_version(shop_id, ANGRY_WORDS)
    words, lexicon = (latest.pk, latest.value) if latest else (0, _preset())
    unread = _unread(shop_id, words)
    if not unread:
        return
    with transaction.atomic():
        again = [one.conversation for one in unread if one.with_other_words]
        if again:
            Outcry.objects.filter(
                shop_id=shop_id, conversation__in=again, seen_at__isnull=True
            ).delete()
        Outcry.objects.bulk_create(_heard(shop_id, unread, lexicon), ignore_conflicts=True)
        with connection.cursor() as cursor:
            cursor.execute(READ_SQL, {**_arrays(shop_id, unread), "words": words})


@transaction.atomic
def see_anger(*, actor: Speaker, conversation_id: int) -> None:
    """A supervisor has looked: the chat leaves the list until its buyer is angry again.

    What somebody has seen already stays theirs. ConversationNotFound, PermissionRefused.
    """
    conversation = locked_conversation(actor.shop_id, conversation_id)
    require_right(actor, "floor.oversee")
    rows = Outcry.objects.filter(
        shop_id=actor.shop_id,
        conversation=conversation,
        session_number=conversation.session_number,
        seen_at__isnull=True,
    )
    found = [one for row in rows.order_by("seq") for one in row.found]
    if not found:
        return
    member = Membership.objects.select_related("user").get(pk=actor.member, shop_id=actor.shop_id)
    rows.update(seen_at=now(), seen_by=member)
    record(
        shop_id=actor.shop_id,
        actor=member.user,
        verb="chat.anger_seen",
        target=conversation,
        data={"words": listed(dict.fromkeys(one["word"] for one in found))},
    )
    publish(actor.shop_id, FloorChanged())


def _preset() -> Lexicon:
    preset: Lexicon = policies.rule(ANGRY_WORDS).preset
    return preset


def _unread(shop_id: int, words: int) -> list[_Unread]:
    with connection.cursor() as cursor:
        cursor.execute(UNREAD_SQL, {"shop": shop_id, "words": words})
        return [
            _Unread(number, max(through, first - 1), last, read_with not in (None, words))
            for number, last, first, through, read_with in cursor.fetchall()
        ]


def _heard(shop_id: int, unread: list[_Unread], lexicon: Lexicon) -> list[Outcry]:
    with connection.cursor() as cursor:
        cursor.execute(SAID_SQL, _arrays(shop_id, unread))
        said = cursor.fetchall()
    outcries = []
    for conversation, session, seq, text, at in said:
        found: tuple[Found, ...] = found_in(text, lexicon)
        if found:
            outcries.append(
                Outcry(
                    shop_id=shop_id,
                    conversation_id=conversation,
                    session_number=session,
                    seq=seq,
                    found=[one.as_json() for one in found],
                    at=at,
                )
            )
    return outcries


def _arrays(shop_id: int, unread: list[_Unread]) -> dict[str, Any]:
    return {
        "shop": shop_id,
        "threads": [one.conversation for one in unread],
        "after": [one.after for one in unread],
        "through": [one.through for one in unread],
    }
