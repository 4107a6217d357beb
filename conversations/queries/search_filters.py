"""The conditions beside the words, each a piece of SQL about a search row `r`.

What hangs on the reception or the thread is asked by key for one row after the other, in
subqueries that the planner can't turn into joins: the way from the newest back stays a way.
"""

from conversations.search.asked import Asked

SESSION = """(SELECT {column} FROM conversations_chatsession s WHERE s.shop_id = r.shop_id
    AND s.conversation_id = r.conversation_id AND s.number = r.session_number)"""
SCORE = """(SELECT score FROM conversations_rating t WHERE t.shop_id = r.shop_id
    AND t.conversation_id = r.conversation_id AND t.session_number = r.session_number)"""
TAGGED = """(SELECT %(tag)s = ANY(c.tag_ids) FROM conversations_conversation c
    WHERE c.shop_id = r.shop_id AND c.id = r.conversation_id)"""
RATED = {"good": f"{SCORE} >= 4", "poor": f"{SCORE} <= 3", "none": f"{SCORE} IS NULL"}


def filters_of(asked: Asked, moment: str) -> list[str]:
    """The cheapest first; ``moment`` is how the way compares times."""
    wanted = {
        f"{moment} >= %(since)s": asked.since is not None,
        f"{moment} < %(until)s": asked.until is not None,
        "r.side = %(side)s": bool(asked.side),
        "r.kind = %(kind)s": bool(asked.kind),
        f"{SESSION.format(column='s.owner_id')} = %(agent)s": asked.agent is not None,
        f"{SESSION.format(column='s.stage')} = %(stage)s": bool(asked.stage),
        RATED.get(asked.rated, ""): bool(asked.rated),
        TAGGED: asked.tag is not None,
    }
    return [sql for sql, is_wanted in wanted.items() if is_wanted]
