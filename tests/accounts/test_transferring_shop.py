"""The shop handed to a colleague: both named, the password asked once more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.actions.changing_roles import transfer_ownership
from helpdesk.accounts.actions.inviting import invite_member
from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.errors import NotToTransferTo, PermissionRefused, SignInBlocked
from helpdesk.accounts.models import AuditEntry, Invitation, Membership, Role
from helpdesk.realtime.parcel import Closing
from tests.cast import PASSWORD, Cast

SignedIn = Callable[[Membership], Client]


def roles(cast: Cast) -> tuple[str, str]:
    rows = dict(Membership.objects.filter(shop=cast.shop).values_list("pk", "role"))
    return rows[cast.lan.pk], rows[cast.qin.pk]


def ask(browser: Client, heir: Membership, password: str = PASSWORD) -> Any:
    return browser.post("/people/transfer/", {"heir": heir.pk, "password": password})


def test_qin_becomes_owner_and_lan_supervisor(
    cast: Cast,
    signed_in: SignedIn,
    closings: list[Closing],
    committing: Callable[[], AbstractContextManager[Any]],
) -> None:
    invite_member(actor=cast.lan.user, shop=cast.shop, name="林夏", role=Role.AGENT)
    browser = signed_in(cast.lan)
    assert "兰姐 把 小满 转给" in browser.get("/people/transfer/").content.decode()
    with committing():
        assert ask(browser, cast.qin).status_code == 302
    assert roles(cast) == ("supervisor", "owner")
    assert {one.membership_id for one in closings} == {cast.lan.pk, cast.qin.pk}
    assert Invitation.objects.get(shop=cast.shop).withdrawn_at is not None
    entry = AuditEntry.objects.get(verb="shop.transferred", shop=cast.shop)
    assert (entry.actor_name, entry.data["target"]) == ("兰姐", "秦越")
    assert browser.get("/people/transfer/").status_code == 403


def test_a_wrong_password_changes_nothing_and_five_begin_a_rest(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.lan)
    for _ in range(5):
        answer = ask(browser, cast.qin, "wrong")
        assert answer.status_code == 400 and "密码不对" in answer.content.decode()
    assert ask(browser, cast.qin).status_code == 429
    assert roles(cast) == ("owner", "supervisor")
    with pytest.raises(SignInBlocked):
        transfer_ownership(owner=cast.lan, heir=cast.qin, password=PASSWORD, address="")


def test_not_to_oneself_a_stranger_or_somebody_out(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    deactivate_member(actor=cast.lan.user, member=cast.tom)
    for heir in (cast.lan, cast.oleg, cast.tom):
        assert "heir" in ask(browser, heir).context["form"].errors
        with pytest.raises(NotToTransferTo):
            transfer_ownership(owner=cast.lan, heir=heir, password=PASSWORD, address="")
    assert roles(cast) == ("owner", "supervisor")


def test_only_an_owner_hands_over(cast: Cast, signed_in: SignedIn) -> None:
    assert ask(signed_in(cast.qin), cast.mei).status_code == 403
    with pytest.raises(PermissionRefused):
        transfer_ownership(owner=cast.qin, heir=cast.mei, password=PASSWORD, address="")
