"""Working in another of one's shops."""

from helpdesk.accounts.actions.membership import COME_BACK
from helpdesk.realtime.publish import close_sockets


def follow_session(*, session_key: str | None) -> None:
    """The session works in another shop from here on (the caller has saved that): its desk
    sockets come back and are welcomed there."""
    if session_key:
        close_sockets(session_key=session_key, code=COME_BACK)
