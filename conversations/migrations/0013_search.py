"""The search's own table, filled from what was said before.

Not one transaction, since a million entries would hold every table for minutes: each step can be
repeated, so a migration that was stopped is simply run again. Chats go on meanwhile; what an older
version of the program stores after the filling is brought in by `manage.py fill_search`.
"""

from typing import Any

from django.db import migrations, models

from conversations.actions.filling_search import fill_search

# To one width, one case, without what nobody sees (joiners of emoji stay: they make the sign).
WORDS_FUNCTION = r"""
CREATE OR REPLACE FUNCTION search_words(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(lower(normalize(said, NFKC) COLLATE pg_c_utf8),
        U&'\00AD\200B\200C\2060\FE0E\FE0F\FEFF', '')
$$"""

# Every two characters that stand beside each other, the last one alone, so that every single
# character begins a token, and every four of a number or a Latin word; before each the shop, so
# that the index keeps shops apart and one shop's words cost no other.
TOKENS_FUNCTION = """
CREATE OR REPLACE FUNCTION search_tokens(shop bigint, words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    marks text[] := string_to_array(words, NULL);
    before text := shop || ':';
    found text[] := '{}';
    plain int := 0;
BEGIN
    FOR at IN 1 .. cardinality(marks) LOOP
        found := found || concat(before, marks[at], marks[at + 1]);
    END LOOP;
    IF words ~ '[0-9a-z]{4}' THEN
        FOR at IN 1 .. cardinality(marks) LOOP
            plain := CASE WHEN marks[at] ~ '[0-9a-z]' THEN plain + 1 ELSE 0 END;
            IF plain >= 4 THEN
                found := found
                    || concat(before, marks[at - 3], marks[at - 2], marks[at - 1], marks[at]);
            END IF;
        END LOOP;
    END IF;
    RETURN array_to_tsvector(found);
END
$$"""

TABLE = """
CREATE TABLE IF NOT EXISTS conversations_searchrow (
    shop_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    seq integer NOT NULL CHECK (seq >= 0),
    session_number integer NOT NULL CHECK (session_number >= 0),
    kind varchar(8) NOT NULL,
    side varchar(8) NOT NULL,
    at timestamptz NOT NULL,
    words text COLLATE "C" NOT NULL,
    PRIMARY KEY (shop_id, conversation_id, seq),
    CONSTRAINT searchrow_conversation_same_shop FOREIGN KEY (shop_id, conversation_id)
        REFERENCES conversations_conversation (shop_id, id) DEFERRABLE INITIALLY DEFERRED
)"""

NEWEST = """CREATE INDEX IF NOT EXISTS searchrow_newest ON conversations_searchrow
    (shop_id, at DESC, conversation_id DESC, seq DESC)"""

# What follows the entry whatever changes it: a recall, an erasure, retention.
FOLLOWS_FUNCTION = """
CREATE OR REPLACE FUNCTION search_row_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.recalled THEN
        DELETE FROM conversations_searchrow WHERE shop_id = OLD.shop_id
            AND conversation_id = OLD.conversation_id AND seq = OLD.seq;
    ELSE
        UPDATE conversations_searchrow SET words = search_words(NEW.text)
        WHERE shop_id = OLD.shop_id AND conversation_id = OLD.conversation_id AND seq = OLD.seq;
    END IF;
    RETURN NULL;
END
$$"""
FOLLOWS = """CREATE OR REPLACE TRIGGER search_row_follows
    AFTER DELETE OR UPDATE OF text, recalled ON conversations_entry
    FOR EACH ROW EXECUTE FUNCTION search_row_follows()"""

# Built after the filling, which is several times quicker, and beside people who write.
TOKENS = """CREATE INDEX CONCURRENTLY searchrow_tokens ON conversations_searchrow
    USING gin (search_tokens(shop_id, words)) WITH (gin_pending_list_limit = 512)"""


def fill(apps: Any, schema_editor: Any) -> None:
    """All that was said before."""
    for _added in fill_search():
        pass


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("conversations", "0012_quoting")]

    operations = [
        migrations.RunSQL(WORDS_FUNCTION, "DROP FUNCTION IF EXISTS search_words(text)"),
        migrations.RunSQL(TOKENS_FUNCTION, "DROP FUNCTION IF EXISTS search_tokens(bigint, text)"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(TABLE, "DROP TABLE IF EXISTS conversations_searchrow"),
                migrations.RunSQL(NEWEST, migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="SearchRow",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "shop_id",
                                "conversation_id",
                                "seq",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("shop_id", models.BigIntegerField()),
                        ("conversation_id", models.BigIntegerField()),
                        ("seq", models.PositiveIntegerField()),
                        ("session_number", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=8)),
                        ("side", models.CharField(max_length=8)),
                        ("at", models.DateTimeField()),
                        ("words", models.TextField(blank=True, db_collation="C", default="")),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["shop_id", "-at", "-conversation_id", "-seq"],
                                name="searchrow_newest",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RunSQL(FOLLOWS_FUNCTION, "DROP FUNCTION IF EXISTS search_row_follows()"),
        migrations.RunSQL(
            FOLLOWS, "DROP TRIGGER IF EXISTS search_row_follows ON conversations_entry"
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, atomic=False),
        migrations.RunSQL(
            ["DROP INDEX IF EXISTS searchrow_tokens", TOKENS],
            "DROP INDEX IF EXISTS searchrow_tokens",
        ),
    ]
