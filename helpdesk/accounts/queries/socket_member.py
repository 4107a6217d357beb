"""Who is behind a desk socket, asked on the sockets' own psycopg connection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from psycopg import AsyncConnection
from psycopg.rows import tuple_row

from helpdesk.accounts.access import SHOP_KEY
from helpdesk.accounts.errors import NoShop, SignInRequired
from helpdesk.accounts.session_hash import hash_is_current

SOCKET_SESSION_SQL = """
SELECT session_data, expire_date FROM django_session
WHERE session_key = %s AND expire_date > statement_timestamp()
"""

SOCKET_MEMBER_SQL = """
SELECT u.password, u.auth_version, u.username, coalesce(nullif(u.display_name, ''), u.username),
       m.id, m.role, m.alias, s.id, s.slug, s.name
FROM accounts_user u
LEFT JOIN accounts_membership m ON m.user_id = u.id AND m.is_active
LEFT JOIN accounts_shop s ON s.id = m.shop_id
WHERE u.id = %s AND u.is_active
ORDER BY (m.shop_id = %s) IS TRUE DESC, m.id
LIMIT 1
"""

NO_LONGER_SQL = """
SELECT c.membership_id, c.auth_version, c.session_key, c.role,
    CASE WHEN m.is_active IS NOT TRUE THEN 4403
         WHEN m.role <> c.role THEN 1012 ELSE 4401 END
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[])
     AS c (membership_id, auth_version, session_key, role)
LEFT JOIN accounts_membership m ON m.id = c.membership_id
LEFT JOIN accounts_user u ON u.id = m.user_id
LEFT JOIN django_session d
    ON d.session_key = c.session_key AND d.expire_date > statement_timestamp()
WHERE (m.is_active AND u.is_active AND u.auth_version = c.auth_version
    AND m.role = c.role AND d.session_key IS NOT NULL) IS NOT TRUE
"""

SocketClaim = tuple[int, int, str, str]
"""(membership_id, auth_version, session_key, role) as they were when the socket was let in."""


@dataclass(frozen=True, slots=True)
class SocketMember:
    """The person, their place, and until when this is known to hold."""

    user_id: int
    membership_id: int
    shop_id: int
    shop_slug: str
    shop_name: str
    role: str
    # What colleagues see, and what buyers see.
    name: str
    public_name: str
    username: str
    auth_version: int
    session_key: str
    session_ends_at: datetime

    @property
    def claim(self) -> SocketClaim:
        """What `no_longer_valid` looks at again, every few seconds."""
        return (self.membership_id, self.auth_version, self.session_key, self.role)


async def socket_member(conn: AsyncConnection[Any], session_key: str) -> SocketMember:
    """The member whose session this is, in two queries.

    SignInRequired (4401) for no session, an ended one, or one from before a change of password;
    NoShop (4403) for a person who is in no shop.
    """
    if not (session_key.isascii() and session_key.isalnum()):
        raise SignInRequired()  # a cookie that we never made, perhaps with a NUL in it
    async with conn.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute(SOCKET_SESSION_SQL, (session_key,))
        session = await cursor.fetchone()
        if session is None:
            raise SignInRequired()
        carried = _carried(session[0])
        await cursor.execute(SOCKET_MEMBER_SQL, (carried.user_id, carried.shop_id))
        row = await cursor.fetchone()
    if row is None or not hash_is_current(carried.hash, password=row[0], auth_version=row[1]):
        raise SignInRequired()
    _, auth_version, username, name, membership_id, role, alias, shop_id, slug, shop_name = row
    if membership_id is None:
        raise NoShop()
    return SocketMember(
        user_id=carried.user_id,
        membership_id=membership_id,
        shop_id=shop_id,
        shop_slug=slug,
        shop_name=shop_name,
        role=role,
        name=name,
        public_name=alias or name,
        username=username,
        auth_version=auth_version,
        session_key=session_key,
        session_ends_at=session[1],
    )


async def no_longer_valid(
    conn: AsyncConnection[Any], claims: Iterable[SocketClaim]
) -> dict[SocketClaim, int]:
    """Those that hold no longer with their closing code, in one query.

    4403: no member any more. 1012: another role, so connect again. 4401: the password changed or
    the session is over.
    """
    asked = list(set(claims))
    if not asked:
        return {}
    columns = [list(column) for column in zip(*asked, strict=True)]
    async with conn.cursor(row_factory=tuple_row) as cursor:
        await cursor.execute(NO_LONGER_SQL, columns)
        return {(row[0], row[1], row[2], row[3]): row[4] for row in await cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class _Carried:
    user_id: int
    hash: str
    shop_id: int | None


def _carried(session_data: str) -> _Carried:
    """What the session says, once its signature has been checked; no database in this."""
    data = import_module(settings.SESSION_ENGINE).SessionStore().decode(session_data)
    try:
        user_id = int(data[SESSION_KEY])
        carried_hash = str(data[HASH_SESSION_KEY])
        backend = data[BACKEND_SESSION_KEY]
    except (KeyError, TypeError, ValueError) as problem:
        raise SignInRequired() from problem
    if backend not in settings.AUTHENTICATION_BACKENDS:
        raise SignInRequired()
    shop_id = data.get(SHOP_KEY)
    return _Carried(user_id, carried_hash, shop_id if isinstance(shop_id, int) else None)
