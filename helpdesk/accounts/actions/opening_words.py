"""Reading what somebody took back: allowed to few, and itself on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts.audit import hidden_words, record
from helpdesk.accounts.models import AuditEntry, User


@transaction.atomic
def open_hidden_words(*, actor: User, entry: AuditEntry) -> str:
    """The words that the entry keeps; who opened them is recorded first."""
    record(
        shop_id=entry.shop_id,
        actor=actor,
        verb="audit.words_opened",
        target=entry,
        data={"target": entry.actor_name or _("买家"), "of": entry.verb, "about": entry.target_id},
    )
    return hidden_words(entry)
