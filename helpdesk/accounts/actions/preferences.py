"""How a person likes their desk."""

from django.db import transaction

from helpdesk.accounts.errors import PreferenceUnknown
from helpdesk.accounts.models import Language, ListOrder, SendKey, Theme, User


@transaction.atomic
def set_preferences(
    *,
    actor: User,
    send_key: str | None = None,
    theme: str | None = None,
    language: str | None = None,
    list_order: str | None = None,
) -> None:
    """Remember what is given, leave the rest. Nobody else's business, so not recorded."""
    wanted = {
        "send_key": send_key,
        "theme": theme,
        "language": language,
        "list_order": list_order,
    }
    known = {
        "send_key": SendKey.values,
        "theme": Theme.values,
        "language": Language.values,
        "list_order": ListOrder.values,
    }
    chosen = {name: value for name, value in wanted.items() if value is not None}
    if any(value not in known[name] for name, value in chosen.items()):
        raise PreferenceUnknown()
    if chosen:
        User.objects.filter(pk=actor.pk).update(**chosen)
