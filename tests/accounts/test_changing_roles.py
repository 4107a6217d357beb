"""Another role or public name, back in, and that a shop keeps an owner."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from helpdesk.accounts.actions.changing_roles import change_member
from helpdesk.accounts.actions.membership import add_member, deactivate_member
from helpdesk.accounts.errors import LastOwner, MemberInactive
from helpdesk.accounts.models import AuditEntry, Membership, Role
from helpdesk.realtime.parcel import Closing
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
Committing = Callable[[], AbstractContextManager[Any]]


def test_the_owner_makes_mei_a_supervisor(
    cast: Cast, signed_in: SignedIn, closings: list[Closing], committing: Committing
) -> None:
    with committing():
        answer = signed_in(cast.lan).post(
            f"/people/{cast.mei.pk}/", {"role": "supervisor", "alias": "梅子"}
        )
    assert answer.status_code == 302
    cast.mei.refresh_from_db()
    assert (cast.mei.role, cast.mei.alias) == ("supervisor", "梅子")
    assert {(one.membership_id, one.code) for one in closings} == {(cast.mei.pk, 1012)}
    said = AuditEntry.objects.filter(shop=cast.shop, target_id=str(cast.mei.pk))
    assert said.filter(verb="people.role_changed", data__before="客服").count() == 1
    assert said.filter(verb="people.alias_changed", data__alias="梅子").count() == 1


def test_what_stays_the_same_is_not_recorded(cast: Cast) -> None:
    change_member(actor=cast.lan.user, member=cast.mei, role=Role.AGENT, alias="")
    assert not AuditEntry.objects.filter(verb__in=["people.role_changed", "people.alias_changed"])


@pytest.mark.parametrize("path", ["", "deactivate/"])
def test_a_supervisor_sees_but_does_not_manage(cast: Cast, signed_in: SignedIn, path: str) -> None:
    browser = signed_in(cast.qin)
    assert f"/people/{cast.mei.pk}/deactivate/" not in browser.get("/people/").content.decode()
    for ask in (browser.get, browser.post):
        answer = ask(f"/people/{cast.mei.pk}/{path}", headers={"Accept": "application/json"})
        assert answer.status_code == 403
        assert "店长" in answer.json()["error"]["message"]
    assert signed_in(cast.oleg).post(f"/people/{cast.mei.pk}/{path}").status_code == 404


def test_the_last_owner_stays_one(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post(f"/people/{cast.lan.pk}/", {"role": "agent", "alias": ""})
    assert answer.status_code == 409 and "唯一的店长" in answer.content.decode()
    answer = browser.post(f"/people/{cast.lan.pk}/deactivate/")
    assert answer.status_code == 409 and "唯一的店长" in answer.content.decode()
    cast.lan.refresh_from_db()
    assert (cast.lan.role, cast.lan.is_active) == ("owner", True)


def test_a_role_nobody_knows(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.lan).post(f"/people/{cast.mei.pk}/", {"role": "king", "alias": ""})
    assert "role" in answer.context["form"].errors


def test_putting_out_says_what_happens_to_the_chats(cast: Cast, signed_in: SignedIn) -> None:
    from tests.cast import agent, send

    browser = signed_in(cast.lan)
    address = f"/people/{cast.mei.pk}/deactivate/"
    assert "手上没有接待中的会话" in browser.get(address).content.decode()
    send(agent(cast.mei), cast.thread(), "在的")
    assert "手上还有 1 个接待中的会话" in browser.get(address).content.decode()
    cast.mei.refresh_from_db()
    assert cast.mei.is_active, "asking is not doing"
    assert browser.post(address).status_code == 302
    cast.mei.refresh_from_db()
    assert not cast.mei.is_active


def test_back_in_by_the_same_page(cast: Cast, signed_in: SignedIn) -> None:
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    browser = signed_in(cast.lan)
    address = f"/people/{cast.mei.pk}/"
    assert "请 小梅 回来" in browser.get(address).content.decode()
    browser.post(address, {"role": "agent", "alias": ""})
    cast.mei.refresh_from_db()
    assert cast.mei.is_active
    assert AuditEntry.objects.filter(verb="people.member_restored", shop=cast.shop).count() == 1


def test_nothing_changes_for_somebody_who_is_out(cast: Cast) -> None:
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    with pytest.raises(MemberInactive):
        change_member(actor=cast.lan.user, member=cast.mei, role=Role.SUPERVISOR, alias="")


def test_two_owners_cannot_step_down_at_the_same_moment(real_cast: Cast) -> None:
    cast = real_cast
    second = add_member(actor=None, shop=cast.shop, user=cast.qin.user, role=Role.OWNER)

    def step_down(member: Membership) -> bool:
        try:
            change_member(actor=member.user, member=member, role=Role.AGENT, alias="")
        except LastOwner:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(step_down, [cast.lan, second])) == [False, True]
