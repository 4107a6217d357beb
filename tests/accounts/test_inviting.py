"""Inviting a colleague: who may, what the owner sees once, taking it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from helpdesk.accounts.actions.inviting import invite_member
from helpdesk.accounts.actions.membership import add_member, deactivate_member
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.actions.withdrawing import withdraw_invitation
from helpdesk.accounts.errors import InvitationNotOpen, RoleUnknown
from helpdesk.accounts.invitation_token import token_of
from helpdesk.accounts.models import AuditEntry, Invitation, Membership, Role
from tests.accounts.conftest import Clock
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
XIA = {"name": "林夏", "role": "agent", "alias": "夏夏"}


def invite(cast: Cast, name: str = "林夏") -> Invitation:
    return invite_member(actor=cast.lan.user, shop=cast.shop, name=name, role=Role.AGENT)


def test_the_owner_gets_the_link_once(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post("/people/invite/", XIA)
    url = answer.context["link"]["url"]
    assert url.startswith("http://testserver/join/") and url in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    page = browser.get("/people/")
    assert page.context["link"] is None
    assert [(one.name, one.left) for one in page.context["invitations"]] == [
        ("林夏", "剩 2 天 23 小时")
    ]
    assert "林夏" in page.content.decode() and url not in page.content.decode()
    assert client.get(url).status_code == 200
    entry = AuditEntry.objects.get(verb="people.invited", shop=cast.shop)
    assert entry.data["target"] == "林夏"


def test_how_long_it_lasts_is_a_rule_of_the_shop(cast: Cast, time: Clock) -> None:
    assert invite(cast).expires_at == time.now + timedelta(hours=72)
    set_policy(actor=None, shop_id=cast.shop.pk, name="people.invitation_hours", value=5, source="")
    assert invite(cast).expires_at == time.now + timedelta(hours=5)


@pytest.mark.parametrize("who", ["qin", "mei"])
def test_only_the_owner_invites(cast: Cast, signed_in: SignedIn, who: str) -> None:
    answer = signed_in(getattr(cast, who)).post(
        "/people/invite/", XIA, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 403
    assert "店长" in answer.json()["error"]["message"]
    assert not Invitation.objects.exists()


def test_a_supervisor_sees_no_invitations(cast: Cast, signed_in: SignedIn) -> None:
    invite(cast)
    page = signed_in(cast.qin).get("/people/")
    assert page.context["invitations"] == [] and "林夏" not in page.content.decode()


def test_no_link_makes_an_owner(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.lan).post("/people/invite/", XIA | {"role": "owner"}).status_code == 400
    with pytest.raises(RoleUnknown):
        invite_member(actor=cast.lan.user, shop=cast.shop, name="x", role=Role.OWNER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invite(cast).pk).update(role="owner")


def test_a_nameless_one_is_told_so_in_place(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.lan).post("/people/invite/", XIA | {"name": "  "})
    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {"name"}


def test_taking_it_back_asks_and_then_the_link_is_dead(
    cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    invitation = invite(cast)
    browser = signed_in(cast.lan)
    address = f"/people/invitations/{invitation.pk}/withdraw/"
    assert "林夏" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    answer = client.get(f"/join/{token_of(invitation.nonce)}/")
    assert answer.status_code == 410 and answer.context["problem"] == "withdrawn"
    assert browser.get("/people/").context["invitations"] == []
    assert AuditEntry.objects.filter(verb="people.invitation_withdrawn").count() == 1


def test_taking_back_twice_says_what_happened(cast: Cast) -> None:
    invitation = invite(cast)
    withdraw_invitation(actor=cast.lan.user, invitation=invitation)
    with pytest.raises(InvitationNotOpen):
        withdraw_invitation(actor=cast.lan.user, invitation=invitation)


def test_qin_and_oleg_take_nothing_back(cast: Cast, signed_in: SignedIn) -> None:
    address = f"/people/invitations/{invite(cast).pk}/withdraw/"
    assert signed_in(cast.qin).post(address).status_code == 403
    assert signed_in(cast.oleg).post(address).status_code == 404
    assert Invitation.objects.get(shop=cast.shop).withdrawn_at is None


def test_who_is_put_out_leaves_no_door_open(cast: Cast) -> None:
    second = add_member(actor=None, shop=cast.shop, user=cast.qin.user, role=Role.OWNER)
    invitation = invite_member(actor=second.user, shop=cast.shop, name="后门", role=Role.SUPERVISOR)
    deactivate_member(actor=cast.lan.user, member=second)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None
