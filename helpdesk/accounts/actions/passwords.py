"""Setting a new password: every other session and all sockets of the person end with it."""

from django.db import transaction
from django.db.models import F

from helpdesk.accounts.actions.guarding import forget_failures, reserve_attempt
from helpdesk.accounts.audit import record
from helpdesk.accounts.errors import WrongPassword
from helpdesk.accounts.models import User
from helpdesk.accounts.queries.memberships import shop_ids_of
from helpdesk.kernel.locks import locked
from helpdesk.realtime.publish import close_sockets

RECONNECT = 1012
"""Closing code for the sockets of the session that stays: they come back with its new key."""


def change_password(
    *, actor: User, old_password: str, new_password: str, address: str, session_key: str | None
) -> User:
    """Set the person's own password; the fresh row. WrongPassword, or SignInBlocked after five.

    The caller carries its session over to the new hash; all others are over.
    """
    reserve_attempt(username=actor.username, address=address)
    with transaction.atomic():
        user: User = locked(User.objects.filter(pk=actor.pk)).get()
        if not user.check_password(old_password):
            raise WrongPassword()
        store_password(user=user, new_password=new_password, verb="password.changed")
        close_sockets(user_id=user.pk, except_session_key=session_key)
        if session_key:
            close_sockets(session_key=session_key, code=RECONNECT)
    user.refresh_from_db()
    return user


def store_password(*, user: User, new_password: str, verb: str) -> None:
    """Write it, raise ``auth_version``, start the guard afresh, and record it in every shop of
    the person; inside the caller's transaction, which closes the sockets."""
    user.set_password(new_password)
    User.objects.filter(pk=user.pk).update(
        password=user.password, auth_version=F("auth_version") + 1
    )
    forget_failures(username=user.username)
    shops: list[int | None] = [*shop_ids_of(user.pk)]
    for shop_id in shops or [None]:
        record(shop_id=shop_id, actor=user, verb=verb, target=user)
