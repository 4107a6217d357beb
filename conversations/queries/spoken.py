"""The kinds of entries that somebody said, as SQL has them."""

from conversations.models import SPOKEN

KINDS = ", ".join(f"'{kind.value}'" for kind in SPOKEN)
