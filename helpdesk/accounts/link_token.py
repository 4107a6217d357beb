"""The word in a one-time link's address: the row's nonce, signed. Nobody else can make one."""

from django.core import signing


class LinkSigner:
    """Signs the nonces of one kind of link; a token of another kind does not fit it."""

    def __init__(self, salt: str) -> None:
        self._signer = signing.Signer(salt=salt)

    def token_of(self, nonce: str) -> str:
        """The token for the address; stored nowhere."""
        return self._signer.sign(nonce)

    def nonce_in(self, token: str) -> str | None:
        """The nonce of a token that we signed, else None."""
        try:
            return self._signer.unsign(token)
        except signing.BadSignature:
            return None
