"""How a person wants to be called to their chats."""

from dataclasses import asdict

from django.db import transaction

from helpdesk.accounts.models import Attention, User
from helpdesk.accounts.queries.attention import AttentionChoices


@transaction.atomic
def choose_attention(*, actor: User, choices: AttentionChoices) -> None:
    """Remember all of it. Nobody else's business, so not recorded."""
    Attention.objects.update_or_create(user_id=actor.pk, defaults=asdict(choices))
