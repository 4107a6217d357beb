"""The word in a reset link's address: the row's nonce, signed. Nobody else can make one."""

from django.core import signing

_signer = signing.Signer(salt="helpdesk.accounts.reset_link")


def token_of(nonce: str) -> str:
    """The token for the address; stored nowhere."""
    return _signer.sign(nonce)


def nonce_in(token: str) -> str | None:
    """The nonce of a token that we signed, else None."""
    try:
        return _signer.unsign(token)
    except signing.BadSignature:
        return None
