"""How an entry comes into the search: the columns of its row, and the statement for many threads.

What is spoken is found: messages, cards, answers and files by their names. System lines are codes
and recalls have no words. `search_words` is the one place where text is brought to one width and
one case, for what is stored; `search/words.py` does the same to what is sought.
"""

from conversations.queries.spoken import KINDS

COLUMNS = "shop_id, conversation_id, seq, session_number, kind, side, at, words"
WORDS = "search_words({text})"

FILE_SQL = f"""INSERT INTO conversations_searchrow ({COLUMNS})
    SELECT e.shop_id, e.conversation_id, e.seq, e.session_number, e.kind, e.side, e.at,
        {WORDS.format(text="e.text")}
    FROM conversations_conversation c
    JOIN conversations_entry e ON e.shop_id = c.shop_id AND e.conversation_id = c.id
    WHERE c.id = ANY(%(conversations)s) AND e.kind IN ({KINDS}) AND NOT e.recalled
    ON CONFLICT DO NOTHING"""
"""All of some threads, as often as one likes. Whoever runs it holds the threads' rows, so that no
recall comes in between (`actions/filling_search.py`)."""

FILE_ONE_SQL = f"""INSERT INTO conversations_searchrow ({COLUMNS})
    VALUES (%(shop)s, %(conversation)s, %(seq)s, %(session)s, %(kind)s, %(side)s, %(at)s,
        {WORDS.format(text="%(text)s")})"""
"""One that has just been stored."""
