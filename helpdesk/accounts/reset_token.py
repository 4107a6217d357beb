"""The word in the address of a link that sets a new password."""

from helpdesk.accounts.link_token import LinkSigner

_signer = LinkSigner("helpdesk.accounts.reset_link")

token_of = _signer.token_of
nonce_in = _signer.nonce_in
