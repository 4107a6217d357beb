"""Who calls: a token in the Authorization header, and nothing else. No session, no cookie."""

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from helpdesk.accounts.access import token_for_call
from helpdesk.accounts.actions.api_tokens import note_use
from helpdesk.accounts.api_errors import TokenMissing
from helpdesk.accounts.models import ApiToken, User


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer hdk_…``; ``request.auth`` is the token, ``user`` whom it acts for."""

    def authenticate(self, request: Request | HttpRequest) -> tuple[User, ApiToken]:
        word = bearer_word(request.headers.get("Authorization", ""))
        token = token_for_call(word)
        note_use(token=token)
        return token.member.user, token

    def authenticate_header(self, request: Request | HttpRequest) -> str:
        return 'Bearer realm="helpdesk"'


def bearer_word(header: str) -> str:
    """The word of the header, or TokenMissing."""
    kind, _space, word = header.partition(" ")
    if kind.lower() != "bearer" or not word.strip():
        raise TokenMissing()
    return word.strip()
