"""Opening a shop, taking people in, putting them out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from helpdesk.accounts.actions.membership import add_member, create_shop, deactivate_member
from helpdesk.accounts.actions.registering import register_user
from helpdesk.accounts.errors import LastOwner
from helpdesk.accounts.models import AuditEntry, Membership, Role, User
from helpdesk.realtime.parcel import Closing
from tests.accounts.conftest import form_of
from tests.cast import Cast


def test_a_shop_begins_with_its_owner(cast: Cast) -> None:
    assert cast.lan.role == Role.OWNER
    verbs = AuditEntry.objects.filter(shop=cast.shop).order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[:2] == ["shop.created", "people.member_added"]


def test_two_shops_cannot_have_one_address(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        create_shop(actor=None, name="别家", slug=cast.shop.slug, owner=cast.lan.user)


def test_a_shop_keeps_a_clock_that_exists(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        create_shop(
            actor=None, name="月亮", slug="moon", owner=cast.lan.user, time_zone="Moon/Tycho"
        )


@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_two_people_cannot_have_one_name_whatever_its_case(
    cast: Cast, change: Callable[[str], str]
) -> None:
    name = change(cast.mei.user.username)
    with pytest.raises(ValidationError):
        register_user(username=name)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(username=name)])


def test_buyers_see_the_alias_else_the_name(cast: Cast) -> None:
    named = add_member(
        actor=None, shop=cast.shop, user=cast.mei.user, role=Role.AGENT, alias="林夏"
    )
    assert (named.public_name, cast.tom.public_name) == ("林夏", "汤姆")


def test_putting_out_closes_sockets_and_ends_sessions(
    cast: Cast,
    signed_in: Callable[[Membership], Client],
    closings: list[Closing],
    committing: Callable[[], AbstractContextManager[Any]],
) -> None:
    browser = signed_in(cast.mei)
    with committing():
        deactivate_member(actor=cast.lan.user, member=cast.mei)
    assert [(one.membership_id, one.code) for one in closings] == [(cast.mei.pk, 4403)]
    assert browser.post("/preferences/", {"theme": "dark"}).status_code == 302
    answer = browser.post("/sign-in/", form_of(cast.mei))
    assert answer.status_code == 302
    answer = browser.get("/people/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "no_shop")


def test_who_works_elsewhere_stays_signed_in_there(
    cast: Cast, signed_in: Callable[[Membership], Client]
) -> None:
    add_member(actor=None, shop=cast.oleg.shop, user=cast.mei.user, role=Role.SUPERVISOR)
    browser = signed_in(cast.mei)
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    answer = browser.get("/people/")
    assert [one.name for one in answer.context["members"]] == ["Oleg", "小梅"]


def test_putting_out_twice_is_once(cast: Cast) -> None:
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    assert AuditEntry.objects.filter(verb="people.member_deactivated").count() == 1


def test_back_in_is_the_same_place(cast: Cast) -> None:
    deactivate_member(actor=cast.lan.user, member=cast.mei)
    back = add_member(actor=cast.lan.user, shop=cast.shop, user=cast.mei.user, role=Role.SUPERVISOR)
    assert (back.pk, back.is_active, back.role) == (cast.mei.pk, True, "supervisor")


def test_a_shop_keeps_an_owner(cast: Cast) -> None:
    with pytest.raises(LastOwner):
        deactivate_member(actor=cast.lan.user, member=cast.lan)


def test_two_owners_cannot_put_each_other_out_at_the_same_moment(real_cast: Cast) -> None:
    cast = real_cast
    second = add_member(actor=None, shop=cast.shop, user=cast.qin.user, role=Role.OWNER)

    def put_out(member: Membership) -> bool:
        try:
            deactivate_member(actor=None, member=member)
        except LastOwner:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(put_out, [cast.lan, second])) == [False, True]
    assert Membership.objects.filter(shop=cast.shop, role=Role.OWNER, is_active=True).count() == 1
