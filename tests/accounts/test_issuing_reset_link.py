"""A reset link for a colleague: who may issue one, for whom, and that it is shown once."""

from collections.abc import Callable

import pytest
from django.test import Client

from helpdesk.accounts.actions.membership import add_member, create_shop, deactivate_member
from helpdesk.accounts.models import AuditEntry, Membership, ResetLink, Role, User
from tests.accounts.conftest import form_of, person
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]


def issue(browser: Client, member: Membership, **headers: str) -> tuple[int, str]:
    answer = browser.post(
        f"/people/{member.pk}/reset-link/", headers={"Accept": "application/json", **headers}
    )
    code = "" if answer.status_code == 200 else answer.json()["error"]["code"]
    return answer.status_code, code


def test_the_owner_gets_it_once(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post(f"/people/{cast.mei.pk}/reset-link/")
    link = answer.context["link"]
    assert link["member_name"] == "小梅"
    assert link["url"].startswith("http://testserver/password/reset/")
    assert link["url"] in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert client.get(link["url"]).status_code == 200
    assert browser.get("/people/").context["link"] is None
    entry = AuditEntry.objects.get(verb="people.reset_link_issued", shop=cast.shop)
    assert (entry.target_id, entry.actor_id) == (str(cast.mei.pk), cast.lan.user_id)


def test_an_agent_may_not_and_is_told_who_may(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.mei).post(
        f"/people/{cast.tom.pk}/reset-link/", headers={"Accept": "application/json"}
    )
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (403, "permission_refused")
    assert "主管、店长" in error["message"]


def test_a_supervisor_may_for_agents_only(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.qin)
    assert issue(browser, cast.mei) == (200, "")
    assert issue(browser, cast.lan) == (403, "reset_above_rank")
    assert issue(browser, cast.qin) == (403, "reset_above_rank")


def test_oleg_finds_nobody_of_this_shop(cast: Cast, signed_in: SignedIn) -> None:
    assert issue(signed_in(cast.oleg), cast.mei) == (404, "not_found")
    assert not ResetLink.objects.filter(user=cast.mei.user).exists()


def test_no_link_opens_a_shop_of_somebody_else(cast: Cast, signed_in: SignedIn) -> None:
    """Oleg takes Mei in as an agent of his own: that must not let him become Mei."""
    mei_in_the_north = add_member(
        actor=cast.oleg.user, shop=cast.oleg.shop, user=cast.mei.user, role=Role.AGENT
    )
    assert issue(signed_in(cast.oleg), mei_in_the_north) == (403, "reset_beyond_shop")


def test_an_owner_of_both_shops_may(cast: Cast, signed_in: SignedIn) -> None:
    second = create_shop(
        actor=None, name="小满二店", slug=f"{cast.shop.slug}-2", owner=cast.lan.user
    )
    add_member(actor=cast.lan.user, shop=second, user=cast.mei.user, role=Role.AGENT)
    assert issue(signed_in(cast.lan), cast.mei) == (200, "")


def test_nobody_becomes_the_operator(cast: Cast, signed_in: SignedIn) -> None:
    User.objects.filter(pk=cast.mei.user_id).update(is_superuser=True)
    assert issue(signed_in(cast.lan), cast.mei) == (403, "reset_beyond_shop")


def test_not_for_a_member_put_out(cast: Cast, signed_in: SignedIn) -> None:
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    assert issue(signed_in(cast.lan), cast.mei) == (409, "member_inactive")


def test_nobody_is_told_to_sign_in(cast: Cast, client: Client) -> None:
    assert issue(client, cast.mei) == (401, "sign_in_required")


@pytest.mark.parametrize("number", [0, 10**12])
def test_a_number_that_nobody_has(cast: Cast, signed_in: SignedIn, number: int) -> None:
    answer = signed_in(cast.lan).post(f"/people/{number}/reset-link/")
    assert answer.status_code == 404


def test_someone_without_a_password_gets_in_by_it(
    cast: Cast, signed_in: SignedIn, client: Client
) -> None:
    newcomer = add_member(
        actor=cast.lan.user, shop=cast.shop, user=person("xia", password=None), role=Role.AGENT
    )
    url = signed_in(cast.lan).post(f"/people/{newcomer.pk}/reset-link/").context["link"]["url"]
    form = {"new_password1": "spring-tea-31", "new_password2": "spring-tea-31"}
    assert client.post(url, form).status_code == 302
    answer = client.post("/sign-in/", form_of(newcomer, "spring-tea-31"))
    assert answer["Location"] == "/desk/"
