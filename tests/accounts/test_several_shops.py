"""One person, several shops: opening another, changing over, links that lead across."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from helpdesk.accounts.access import SHOP_KEY
from helpdesk.accounts.actions.membership import add_member, deactivate_member
from helpdesk.accounts.models import Membership, Role, Shop
from helpdesk.realtime.parcel import Closing
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
NEW = {
    "name": "小满家居",
    "slug": "home-of-lan",
    "time_zone": "Asia/Shanghai",
    "business_day_cut": "00:00",
}


@pytest.fixture
def both(cast: Cast) -> Membership:
    """Mei also supervises Oleg's shop."""
    return add_member(
        actor=cast.oleg.user, shop=cast.other_shop, user=cast.mei.user, role=Role.SUPERVISOR
    )


def test_pages_and_sockets_follow(
    cast: Cast,
    both: Membership,
    signed_in: SignedIn,
    closings: list[Closing],
    committing: Callable[[], AbstractContextManager[Any]],
) -> None:
    browser = signed_in(cast.mei)
    page = browser.get("/desk/").content.decode()
    assert "就在这家" in page and "别家" in page
    assert browser.get("/people/").status_code == 403, "she is an agent here"
    with committing():
        answer = browser.post("/shops/switch/", {"shop": both.shop_id, "next": "/people/"})
    assert answer["Location"] == "/people/"
    assert browser.get("/people/").status_code == 200, "and a supervisor there"
    assert f'"slug": "{cast.other_shop.slug}"' in browser.get("/desk/").content.decode()
    closing = closings[-1]
    assert (closing.session_key, closing.code) == (browser.session.session_key, 1012)


@pytest.mark.parametrize("wrong", ["", "x", "-1", "9" * 30])
def test_nowhere_else_can_be_gone_to(cast: Cast, signed_in: SignedIn, wrong: str) -> None:
    browser = signed_in(cast.mei)
    assert browser.post("/shops/switch/", {"shop": wrong}).status_code == 404
    assert browser.post("/shops/switch/", {"shop": cast.other_shop.pk}).status_code == 404
    assert browser.session[SHOP_KEY] == cast.shop.pk


def test_a_shop_that_one_was_put_out_of_is_none(
    cast: Cast, both: Membership, signed_in: SignedIn
) -> None:
    deactivate_member(actor=cast.oleg.user, member=both)
    browser = signed_in(cast.mei)
    assert browser.post("/shops/switch/", {"shop": both.shop_id}).status_code == 404
    assert "data-shops" not in browser.get("/desk/").content.decode()


def test_the_way_on_stays_with_us(cast: Cast, both: Membership, signed_in: SignedIn) -> None:
    browser = signed_in(cast.mei)
    for evil in ("https://evil.example/", "//evil.example/", "javascript:x"):
        answer = browser.post("/shops/switch/", {"shop": both.shop_id, "next": evil})
        assert answer["Location"] == "/desk/"


def test_a_link_into_another_of_ones_shops_offers_to_change(
    cast: Cast, both: Membership, signed_in: SignedIn
) -> None:
    thread = cast.thread("秘密", shop=cast.other_shop)
    browser = signed_in(cast.mei)
    answer = browser.get(f"/desk/{thread.pk}/")
    page = answer.content.decode()
    assert answer.status_code == 404 and "换到 别家 打开" in page and "秘密" not in page
    browser.post("/shops/switch/", {"shop": both.shop_id, "next": f"/desk/{thread.pk}/"})
    assert browser.get(f"/desk/{thread.pk}/").status_code == 200


def test_a_member_of_the_other_shop_likewise(
    cast: Cast, both: Membership, signed_in: SignedIn
) -> None:
    add_member(actor=cast.oleg.user, shop=cast.other_shop, user=cast.lan.user, role=Role.OWNER)
    page = signed_in(cast.lan).get(f"/people/{cast.oleg.pk}/").content.decode()
    assert "换到 别家 打开" in page and cast.oleg.user.username not in page


def test_strangers_and_scripts_are_offered_nothing(
    cast: Cast, both: Membership, signed_in: SignedIn
) -> None:
    thread = cast.thread(shop=cast.other_shop)
    assert "换到" not in signed_in(cast.tom).get(f"/desk/{thread.pk}/").content.decode()
    browser = signed_in(cast.mei)
    for headers in (
        {"Accept": "application/json"},
        {"HX-Request": "true"},
        {"Sec-Fetch-Dest": "empty"},
    ):
        answer = browser.get(f"/desk/{thread.pk}/panel/", headers=headers)
        assert answer.status_code == 404 and "换到" not in answer.content.decode()


def test_another_shop_only_where_the_operator_allows_it(
    cast: Cast, signed_in: SignedIn, settings: Any
) -> None:
    browser = signed_in(cast.lan)
    refused = browser.post("/shops/new/", NEW)
    assert refused.status_code == 403 and "open_shop" in refused.content.decode()
    assert browser.get("/setup/address/?slug=x-1").status_code == 403
    settings.OWNERS_OPEN_SHOPS = True
    assert signed_in(cast.qin).post("/shops/new/", NEW).status_code == 403, "owners only"
    assert browser.get("/setup/address/?slug=x-1").json()["ok"]
    assert "再开一家店" in browser.get("/desk/").content.decode()
    assert browser.post("/shops/new/", NEW)["Location"] == "/opening/platforms/"
    shop = Shop.objects.get(slug="home-of-lan")
    assert browser.session[SHOP_KEY] == shop.pk
    assert browser.post("/shops/new/", NEW).status_code == 400, "the address is taken now"
