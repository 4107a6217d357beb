"""People signed in once for a whole module: two thousand requests come from two of them."""

from typing import Any

from django.conf import settings
from django.test import Client

from helpdesk.accounts.actions.api_tokens import make_api_token
from helpdesk.accounts.models import Membership
from helpdesk.accounts.scopes import SCOPES
from tests.strangers.routes import Route

SESSIONS: dict[int, str] = {}
TOKENS: dict[int, str] = {}
"""By membership."""


def let_in(*members: Membership) -> None:
    """Call it where the module's scene is set; what it writes goes with the scene."""
    for member in members:
        browser = Client()
        browser.force_login(member.user)
        SESSIONS[member.pk] = browser.cookies[settings.SESSION_COOKIE_NAME].value
        _token, TOKENS[member.pk] = make_api_token(
            actor=member.user, member=member, name="ERP", scopes=list(SCOPES)
        )


def browser_of(member: Membership | None, route: Route | None = None, **how: Any) -> Client:
    """Of somebody who was let in; for the API with a token that may do all the member may."""
    browser = Client(raise_request_exception=False, **how)
    if member is not None and route is not None and route.is_api:
        browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {TOKENS[member.pk]}"
    if member is not None:
        browser.cookies[settings.SESSION_COOKIE_NAME] = SESSIONS[member.pk]
    return browser
