"""What ties a session to a person's password and ``auth_version``.

A session carries this hash from the moment of signing in. The pages (through Django's
``get_user``) and the sockets (through ``queries/socket_member.py``) both compare it, so a
changed password or a raised ``auth_version`` ends every other session at its next request.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "helpdesk.accounts.session"


def _hash(password: str, auth_version: int, secret: str | bytes | None) -> str:
    value = f"{auth_version}:{password}"
    return salted_hmac(_SALT, value, secret=secret, algorithm="sha256").hexdigest()


def session_auth_hash(*, password: str, auth_version: int) -> str:
    """The hash that a session begun now carries."""
    return _hash(password, auth_version, None)


def session_auth_fallback_hashes(*, password: str, auth_version: int) -> list[str]:
    """The hashes of sessions begun under ``SECRET_KEY_FALLBACKS``."""
    return [_hash(password, auth_version, key) for key in settings.SECRET_KEY_FALLBACKS]


def hash_is_current(carried: str, *, password: str, auth_version: int) -> bool:
    """Whether a session that carries this hash still speaks for the person."""
    accepted = [
        session_auth_hash(password=password, auth_version=auth_version),
        *session_auth_fallback_hashes(password=password, auth_version=auth_version),
    ]
    return any(constant_time_compare(carried, one) for one in accepted)
