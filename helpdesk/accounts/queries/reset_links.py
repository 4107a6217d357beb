"""Which link a token opens, and why it may open nothing."""

from helpdesk.accounts.errors import ResetLinkExpired, ResetLinkProblem, ResetLinkUsed
from helpdesk.accounts.models import ResetLink
from helpdesk.accounts.reset_token import nonce_in
from helpdesk.kernel import clock


def link_behind(token: str) -> ResetLink:
    """The open link with its person, or ResetLinkProblem, -Used, -Expired."""
    nonce = nonce_in(token)
    link = ResetLink.objects.select_related("user").filter(nonce=nonce).first() if nonce else None
    if link is None:
        raise ResetLinkProblem()
    if link.used_at is not None:
        raise ResetLinkUsed()
    if link.expires_at <= clock.now() or not link.user.is_active:
        raise ResetLinkExpired()
    return link


def link_to_send(link_id: int) -> ResetLink | None:
    """The link of this number if it is still open and its person has an address."""
    return (
        ResetLink.objects.select_related("user")
        .filter(pk=link_id, used_at=None, expires_at__gt=clock.now(), user__is_active=True)
        .exclude(user__email="")
        .first()
    )
