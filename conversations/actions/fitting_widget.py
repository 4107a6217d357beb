"""The owner fits the widget to the shop: look, websites, signing secret."""

from django.db import transaction

from conversations.actions.guarding import guard_setting
from conversations.colours import COLOUR, READABLE, contrast_with_white
from conversations.errors import ColourPale, LookWrong, OriginsFull, OriginTwice
from conversations.identity import secret_of
from conversations.models import Corner, WidgetSettings
from conversations.origins import read_origin
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.tokens import random_key

MOST_ORIGINS = 50
GREETING_LENGTH = 80


@transaction.atomic
def change_look(*, actor: User, shop_id: int, colour: str, position: str, greeting: str) -> None:
    """Colour, corner and the line that greets; ColourPale when white would not read on it,
    SettingBlocked for a line that the guard lets nobody say."""
    colour, greeting = colour.strip().lower(), greeting.strip()
    fits = COLOUR.fullmatch(colour) and position in Corner.values
    if not fits or len(greeting) > GREETING_LENGTH or not (greeting or " ").isprintable():
        raise LookWrong()
    contrast = contrast_with_white(colour)
    if contrast < READABLE:
        raise ColourPale(contrast=f"{contrast:.1f}")
    widget = _locked_widget(shop_id)
    after = {"colour": colour, "position": position, "greeting": greeting}
    before = {name: getattr(widget, name) for name in after}
    if before == after:
        return
    guard_setting(shop_id, greeting)
    for name, value in after.items():
        setattr(widget, name, value)
    widget.save()
    _record(actor, widget, "widget.changed", before=before, after=after)


@transaction.atomic
def allow_origin(*, actor: User, shop_id: int, typed: str) -> str:
    """Let a website show the chat; its origin as it was understood."""
    origin = read_origin(typed)
    widget = _locked_widget(shop_id)
    if origin in widget.allowed_origins:
        raise OriginTwice(origin=origin)
    if len(widget.allowed_origins) >= MOST_ORIGINS:
        raise OriginsFull(most=MOST_ORIGINS)
    widget.allowed_origins = [*widget.allowed_origins, origin]
    widget.save()
    _record(actor, widget, "widget.origin_allowed", origin=origin)
    return origin


@transaction.atomic
def drop_origin(*, actor: User, shop_id: int, origin: str) -> None:
    """Take a website off the list; dropping it twice changes nothing."""
    widget = _locked_widget(shop_id)
    if origin not in widget.allowed_origins:
        return
    widget.allowed_origins = [each for each in widget.allowed_origins if each != origin]
    widget.save()
    _record(actor, widget, "widget.origin_dropped", origin=origin)


@transaction.atomic
def renew_secret(*, actor: User, shop_id: int) -> str:
    """A new signing secret, given back this once; what the old one signed is refused from now."""
    widget = _locked_widget(shop_id)
    widget.secret_nonce = random_key()
    widget.secret_made_at = now()
    widget.save()
    _record(actor, widget, "widget.secret_renewed")
    return secret_of(shop_id, widget.secret_nonce)


def _locked_widget(shop_id: int) -> WidgetSettings:
    WidgetSettings.objects.get_or_create(shop_id=shop_id)
    found: WidgetSettings = locked(WidgetSettings.objects.all()).get(pk=shop_id)
    return found


def _record(actor: User, widget: WidgetSettings, verb: str, **data: object) -> None:
    record(shop_id=widget.pk, actor=actor, verb=verb, target=widget, data=data)
