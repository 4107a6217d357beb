"""Marks of direction, which iPhones put around a number that is copied, hide no words from the
search any more.

The index of notes is an expression of the function, so it is built anew; rows of what was said
hold their words, and the few that have such a mark are brought to the new form. May be stopped and
run again.
"""

from django.db import migrations

BEFORE = r"\00AD\200B\200C\2060\FE0E\FE0F\FEFF"
DIRECTIONS = r"\061C\200E\200F\202A\202B\202C\202D\202E\2066\2067\2068\2069"

FUNCTION = r"""
CREATE OR REPLACE FUNCTION search_words(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(lower(normalize(said, NFKC) COLLATE pg_c_utf8),
        U&'{unseen}', '')
$$"""

ROWS = f"""UPDATE conversations_searchrow SET words = search_words(words)
    WHERE words <> translate(words, U&'{DIRECTIONS}', '')"""

NOTES = """CREATE INDEX CONCURRENTLY note_tokens ON conversations_note
    USING gin (search_tokens(shop_id, search_words(text))) WHERE deleted_at IS NULL"""
ANEW = ["DROP INDEX IF EXISTS note_tokens", NOTES]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("conversations", "0023_guard_releases")]

    operations = [
        migrations.RunSQL(
            FUNCTION.format(unseen=BEFORE + DIRECTIONS), FUNCTION.format(unseen=BEFORE)
        ),
        migrations.RunSQL(ROWS, migrations.RunSQL.noop),
        migrations.RunSQL(ANEW, ANEW),
    ]
