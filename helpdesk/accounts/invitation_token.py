"""The word in the address of a link that lets somebody into a shop."""

from helpdesk.accounts.link_token import LinkSigner

_signer = LinkSigner("helpdesk.accounts.invitation")

token_of = _signer.token_of
nonce_in = _signer.nonce_in
