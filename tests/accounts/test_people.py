"""The list of people."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from helpdesk.accounts.actions.membership import deactivate_member
from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import PERMISSIONS
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]


def test_owner_and_supervisor_see_their_people_and_no_others(
    cast: Cast, signed_in: SignedIn
) -> None:
    deactivate_member(actor=cast.lan.user, member=cast.tom)
    for reader in (cast.lan, cast.qin):
        answer = signed_in(reader).get("/people/")
        members = answer.context["members"]
        assert [one.name for one in members] == ["兰姐", "秦越", "小梅", "汤姆"]
        assert [one.is_active for one in members] == [True, True, True, False]
        assert str(members[0].role_label) == "店长"
    assert members[0].last_sign_in is not None
    assert members[2].last_sign_in is None


def test_an_agent_is_told_why_not(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.mei).get("/people/", headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == "「看成员名单」要主管、店长才能做，您现在是客服。"


def test_oleg_sees_only_his_own(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.oleg).get("/people/")
    assert [one.name for one in answer.context["members"]] == ["Oleg"]


def test_nobody_is_sent_to_the_door(client: Client, db: None) -> None:
    assert client.get("/people/")["Location"] == "/sign-in/?next=/people/"


def test_its_queries_do_not_grow_with_the_people(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    browser = signed_in(cast.lan)
    # Session, user, memberships, people, invitations, whether the opening list is shown.
    with django_assert_num_queries(6):
        browser.get("/people/")


def test_the_permission_table_is_the_one_the_program_asks(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.qin).get("/people/")
    rights = {one.name: one.answers for one in answer.context["rights"]}
    assert rights["people.manage"] == [False, False, True]
    assert rights.keys() == PERMISSIONS.keys()
    assert "请人、改角色、停用" in answer.content.decode()
