"""Notes are found by their words, too: two indexes, built beside people who write.

May be stopped and run again.
"""

from django.db import migrations, models

NEWEST = """CREATE INDEX CONCURRENTLY note_newest ON conversations_note
    (shop_id, at DESC, conversation_id DESC, number DESC)"""
TOKENS = """CREATE INDEX CONCURRENTLY note_tokens ON conversations_note
    USING gin (search_tokens(shop_id, search_words(text))) WHERE deleted_at IS NULL"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("conversations", "0016_names_of_buyers")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    ["DROP INDEX IF EXISTS note_newest", NEWEST], "DROP INDEX IF EXISTS note_newest"
                ),
            ],
            state_operations=[
                migrations.AddIndex(
                    model_name="note",
                    index=models.Index(
                        fields=["shop_id", "-at", "-conversation_id", "-number"],
                        name="note_newest",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            ["DROP INDEX IF EXISTS note_tokens", TOKENS], "DROP INDEX IF EXISTS note_tokens"
        ),
    ]
