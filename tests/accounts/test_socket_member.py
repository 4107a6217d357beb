"""Who is behind a socket, and for how long, on psycopg's own connection."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from helpdesk.accounts.actions.membership import add_member, deactivate_member
from helpdesk.accounts.actions.passwords import change_password
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.errors import NoShop, SignInRequired
from helpdesk.accounts.models import Membership, Role, User
from helpdesk.accounts.policies import policies_on
from helpdesk.accounts.queries.socket_member import SocketMember, no_longer_valid, socket_member
from tests.accounts.conftest import NEW_PASSWORD, form_of
from tests.cast import PASSWORD, Cast


async def connect() -> psycopg.AsyncConnection[Any]:
    known = connection.settings_dict
    address = make_conninfo(
        dbname=known["NAME"],
        user=known["USER"] or None,
        password=known["PASSWORD"] or None,
        host=known["HOST"] or None,
        port=known["PORT"] or None,
    )
    return await psycopg.AsyncConnection.connect(address, autocommit=True)


async def ask(session_key: str) -> SocketMember:
    async with await connect() as conn:
        return await socket_member(conn, session_key)


async def holds(member: SocketMember) -> bool:
    async with await connect() as conn:
        return member.claim not in await no_longer_valid(conn, [member.claim])


@sync_to_async
def enter(member: Membership) -> str:
    browser = Client()
    browser.post("/sign-in/", form_of(member))
    return str(browser.session.session_key)


async def do(action: Callable[..., Any], **what: Any) -> Any:
    return await sync_to_async(action)(**what)


async def test_the_member_behind_a_session(real_cast: Cast) -> None:
    cast = real_cast
    await do(
        add_member, actor=None, shop=cast.shop, user=cast.mei.user, role=Role.AGENT, alias="林夏"
    )
    key = await enter(cast.mei)
    member = await ask(key)
    assert (member.user_id, member.membership_id) == (cast.mei.user_id, cast.mei.pk)
    assert (member.shop_id, member.shop_slug) == (cast.shop.pk, cast.shop.slug)
    assert (member.name, member.public_name, member.username) == (
        "小梅",
        "林夏",
        cast.mei.user.username,
    )
    assert (member.role, member.auth_version) == ("agent", 1)
    assert member.session_ends_at > timezone.now()
    assert await holds(member)


@pytest.mark.parametrize("key", ["", "nonsense", "a" * 32])
async def test_no_session_is_nobody(real_db: None, key: str) -> None:
    with pytest.raises(SignInRequired):
        await ask(key)


async def test_a_session_of_nobody_is_nobody(real_db: None) -> None:
    @sync_to_async
    def visit() -> str:
        session = Client().session
        session["seen"] = True
        session.save()
        return str(session.session_key)

    with pytest.raises(SignInRequired):
        await ask(await visit())


async def test_a_changed_password_ends_the_other_sessions(real_cast: Cast) -> None:
    cast = real_cast
    key = await enter(cast.mei)
    member = await ask(key)
    await do(
        change_password,
        actor=cast.mei.user,
        old_password=PASSWORD,
        new_password=NEW_PASSWORD,
        address="",
        session_key=None,
    )
    assert not await holds(member)
    with pytest.raises(SignInRequired):
        await ask(key)


async def test_a_member_put_out_is_out(real_cast: Cast) -> None:
    cast = real_cast
    key = await enter(cast.mei)
    member = await ask(key)
    await do(deactivate_member, actor=None, member=cast.mei)
    assert not await holds(member)
    with pytest.raises(SignInRequired):
        await ask(key)
    with pytest.raises(NoShop):
        await ask(await enter(cast.mei))


async def test_a_closed_account_is_out(real_cast: Cast) -> None:
    cast = real_cast
    key = await enter(cast.mei)
    member = await ask(key)
    await User.objects.filter(pk=cast.mei.user_id).aupdate(is_active=False)
    assert not await holds(member)
    with pytest.raises(SignInRequired):
        await ask(key)


@pytest.mark.parametrize("ended", ["deleted", "expired"])
async def test_an_ended_session_is_out(real_cast: Cast, ended: str) -> None:
    cast = real_cast
    key = await enter(cast.mei)
    member = await ask(key)
    rows = Session.objects.filter(session_key=key)
    if ended == "deleted":
        await rows.adelete()
    else:
        await rows.aupdate(expire_date=timezone.now())
    assert not await holds(member)
    with pytest.raises(SignInRequired):
        await ask(key)


async def test_a_forged_session_is_nobody(real_cast: Cast) -> None:
    cast = real_cast
    key = await enter(cast.mei)
    session = await Session.objects.aget(session_key=key)
    await Session.objects.filter(session_key=key).aupdate(
        session_data=session.session_data[:-3] + "abc"
    )
    with pytest.raises(SignInRequired):
        await ask(key)


async def test_the_check_names_the_invalid_ones_of_many(real_cast: Cast) -> None:
    cast = real_cast
    members = [await ask(await enter(one)) for one in (cast.mei, cast.tom, cast.oleg)]
    await do(deactivate_member, actor=None, member=cast.tom)
    async with await connect() as conn:
        invalid = await no_longer_valid(conn, [one.claim for one in members])
        assert invalid == {members[1].claim: 4403}
        assert await no_longer_valid(conn, []) == {}


async def test_a_session_in_another_shop_speaks_for_that_one(real_cast: Cast) -> None:
    cast = real_cast
    second = await do(
        add_member, actor=None, shop=cast.oleg.shop, user=cast.mei.user, role=Role.SUPERVISOR
    )

    @sync_to_async
    def enter_second() -> str:
        browser = Client()
        browser.post("/sign-in/", form_of(cast.mei))
        session = browser.session
        session["shop_id"] = second.shop_id
        session.save()
        return str(session.session_key)

    assert (await ask(await enter_second())).membership_id == second.pk


async def test_policies_for_the_sockets_are_the_same(real_cast: Cast) -> None:
    cast = real_cast
    await do(
        set_policy,
        actor=None,
        shop_id=cast.shop.pk,
        name="chat.wait_steps",
        value=[20, 60, 120],
        source="",
    )
    async with await connect() as conn:
        known = await policies_on(conn, cast.shop.pk)
    assert known["chat.wait_steps"] == [20, 60, 120]
    assert known["chat.recall_seconds"] == 120
