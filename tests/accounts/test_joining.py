"""Coming into a shop by an invitation."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.actions.inviting import invite_member, join_as
from helpdesk.accounts.errors import AlreadyMember
from helpdesk.accounts.invitation_token import token_of
from helpdesk.accounts.models import AuditEntry, Invitation, Membership, Role, User
from helpdesk.accounts.reset_token import token_of as reset_token_of
from tests.accounts.conftest import Clock, person
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
PASSWORD = "spring-tea-31-leaf"


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return invite_member(
        actor=cast.lan.user, shop=cast.shop, name="林夏", role=Role.SUPERVISOR, alias="夏夏"
    )


def door(invitation: Invitation) -> str:
    return f"/join/{token_of(invitation.nonce)}/"


def form(name: str, **more: str) -> dict[str, str]:
    return {"username": name, "alias": "夏夏", "password": PASSWORD, **more}


def name(cast: Cast) -> str:
    return f"linxia-{cast.shop.slug}"


def test_the_page_says_who_invites_whom_to_what(invitation: Invitation, client: Client) -> None:
    answer = client.get(door(invitation))
    page = answer.content.decode()
    for words in ("兰姐 请您来 小满", "做主管", "剩 2 天 23 小时", 'value="夏夏"'):
        assert words in page
    assert "no-store" in answer["Cache-Control"]


def test_a_newcomer_is_in_and_signed_in(invitation: Invitation, cast: Cast, client: Client) -> None:
    answer = client.post(door(invitation), form(name(cast)))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    member = Membership.objects.get(shop=cast.shop, user__username=name(cast))
    assert (member.role, member.alias, member.user.display_name) == ("supervisor", "夏夏", "林夏")
    assert client.get("/people/").status_code == 200
    verbs = AuditEntry.objects.filter(shop=cast.shop).order_by("-pk").values_list("verb", flat=True)
    assert list(verbs[:3]) == [
        "sign_in.succeeded",
        "people.invitation_used",
        "people.member_added",
    ]


def test_it_works_once(invitation: Invitation, cast: Cast, client: Client) -> None:
    client.post(door(invitation), form(name(cast)))
    answer = Client().post(door(invitation), form(f"{name(cast)}-2"))
    assert answer.status_code == 410 and answer.context["problem"] == "used"
    assert "已经用过了" in answer.content.decode()
    assert not User.objects.filter(username=f"{name(cast)}-2").exists()


def test_after_its_time_it_is_over(invitation: Invitation, client: Client, time: Clock) -> None:
    time.forward(hours=72, seconds=1)
    answer = client.get(door(invitation))
    assert answer.status_code == 410 and answer.context["problem"] == "expired"


@pytest.mark.parametrize("kind", ["cut", "reset", "forged"])
def test_a_word_of_another_kind_opens_nothing(
    invitation: Invitation, client: Client, kind: str
) -> None:
    token = {
        "cut": token_of(invitation.nonce)[:-3],
        "reset": reset_token_of(invitation.nonce),
        "forged": f"{invitation.nonce}:aaaa",
    }[kind]
    answer = client.get(f"/join/{token}/")
    assert answer.status_code == 410 and answer.context["problem"] == "invalid"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "空 格"}, "username"),
        ({"password": ""}, "password"),
        ({"password": "12345678"}, "password"),
        ({"password": "short"}, "password"),
    ],
)
def test_a_wrong_field_is_told_and_the_link_stays(
    invitation: Invitation, cast: Cast, client: Client, wrong: dict[str, str], field: str
) -> None:
    answer = client.post(door(invitation), form(name(cast), **wrong))
    assert field in answer.context["form"].errors
    assert client.get(door(invitation)).status_code == 200


def test_a_password_like_the_username_is_refused(
    invitation: Invitation, cast: Cast, client: Client
) -> None:
    answer = client.post(door(invitation), form(name(cast), password=name(cast)))
    assert "password" in answer.context["form"].errors


def test_a_name_that_somebody_has_whatever_its_case(
    invitation: Invitation, cast: Cast, client: Client
) -> None:
    answer = client.post(door(invitation), form(cast.mei.user.username.upper()))
    assert "username" in answer.context["form"].errors


def test_somebody_with_an_account_just_joins(invitation: Invitation, cast: Cast) -> None:
    free = person("ning")
    browser = Client()
    browser.force_login(free)
    assert free.username in browser.get(door(invitation)).content.decode()
    answer = browser.post(door(invitation))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    member = Membership.objects.get(shop=cast.shop, user=free)
    assert (member.role, member.alias) == ("supervisor", "夏夏")
    assert browser.get("/people/").status_code == 200


def test_who_joins_a_second_shop_works_in_it_at_once(
    invitation: Invitation, cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.oleg)
    browser.post(door(invitation))
    assert "兰姐" in [one.name for one in browser.get("/people/").context["members"]]


def test_the_owner_who_tries_it_stays_owner(
    invitation: Invitation, cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    browser = signed_in(cast.lan)
    for ask, status in ((browser.get, 200), (browser.post, 409)):
        answer = ask(door(invitation))
        assert answer.status_code == status and "还没用掉" in answer.content.decode()
    with pytest.raises(AlreadyMember):
        join_as(actor=cast.lan.user, token=token_of(invitation.nonce))
    assert Membership.objects.get(pk=cast.lan.pk).role == "owner"
    assert client.get(door(invitation)).status_code == 200
