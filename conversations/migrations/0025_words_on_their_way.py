"""What was just said comes into the index of the search by a sweep, and by a sender only where the
sweeps are behind: half a megabyte of it cost one sender in five hundred 2 to 5 ms."""

from django.db import migrations

LIMIT = "ALTER INDEX searchrow_tokens SET (gin_pending_list_limit = {kilobytes})"


class Migration(migrations.Migration):
    dependencies = [("conversations", "0024_search_without_directions")]

    operations = [migrations.RunSQL(LIMIT.format(kilobytes=4096), LIMIT.format(kilobytes=512))]
