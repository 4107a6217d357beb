"""The list of what a new shop still needs: true from the data, put away, over."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from conversations.actions.fitting_widget import allow_origin, change_look
from conversations.actions.sighting import note_sighting
from conversations.automatic_rules import ON
from helpdesk.accounts.actions.inviting import invite_member
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.actions.setting_hours import set_hours
from helpdesk.accounts.models import AuditEntry, Invitation, Membership, Role, Shop, ShopOpening
from helpdesk.accounts.opening_items import items, step_after, step_before, wizard
from helpdesk.accounts.queries.opening import OpeningList, opening_list, opening_row
from helpdesk.commerce.actions.upserting import upsert_order
from helpdesk.commerce.order_facts import OrderFacts
from helpdesk.kernel.clock import now
from tests.accounts.test_platforms import use
from tests.cast import Cast, agent, send
from tests.knowledge.some import sheet, some_product
from tests.scripts.some import some_script

SignedIn = Callable[[Membership], Client]
SITE = "https://www.xiaoman.example"
WEEK = [[["09:00", "18:00"]] for _ in range(7)]


def listed(shop: Shop) -> OpeningList:
    return opening_list(shop, opening_row(shop.pk))


def share(shop: Shop, key: str) -> int:
    return next(line.share for line in listed(shop).lines if line.key == key)


def test_the_order_of_the_steps() -> None:
    assert [item.key for item in items()] == [
        *("shop", "platforms", "hours", "look", "automatic", "people", "site"),
        *("orders", "scripts", "knowledge", "rules", "first-chat"),
    ]
    assert [item.key for item in wizard()] == [
        *("shop", "platforms", "hours", "look", "automatic", "people", "site")
    ]
    after, before = step_after("shop"), step_before("shop")
    assert after is not None and after.key == "platforms" and before is None
    assert step_after("site") is None and step_after("nonsense") is None


def test_a_new_shop_has_all_but_its_name_to_do(cast: Cast) -> None:
    lines = {line.key: line.share for line in listed(cast.other_shop).lines}
    assert lines.pop("shop") == 100
    assert set(lines.values()) == {0}


def test_each_item_follows_the_data(cast: Cast, signed_in: SignedIn) -> None:
    shop, oleg = cast.other_shop, cast.oleg.user
    assert share(shop, "people") == 0
    invite_member(actor=oleg, shop=shop, name="林夏", role=Role.AGENT)
    assert share(shop, "people") == 50
    assert share(cast.shop, "people") == 100
    set_hours(actor=oleg, shop_id=shop.pk, week=WEEK, holidays=[], seen=(0, 0))
    assert share(shop, "hours") == 100
    change_look(actor=oleg, shop_id=shop.pk, colour="#1d6079", position="right", greeting="您好")
    assert share(shop, "look") == 100
    allow_origin(actor=oleg, shop_id=shop.pk, typed=SITE)
    assert share(shop, "site") == 50
    note_sighting(shop_id=shop.pk, origin="http://localhost:8000")
    assert share(shop, "site") == 50, "our own page is not the shop's site"
    note_sighting(shop_id=shop.pk, origin=SITE)
    assert share(shop, "site") == 100
    facts = OrderFacts(number="1", platform="web", state="paid", created_at=now())
    upsert_order(actor=oleg, shop_id=shop.pk, order=facts)
    assert share(shop, "orders") == 100
    thread = cast.thread(shop=shop)
    assert share(shop, "first-chat") == 0, "a buyer's words are no answer"
    send(agent(cast.oleg), thread, "在的")
    assert share(shop, "first-chat") == 100
    signed_in(cast.oleg).get("/settings/")
    assert share(shop, "rules") == 100


def test_a_supervisor_who_reads_the_rules_is_not_the_owner(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.qin).get("/settings/")
    assert share(cast.shop, "rules") == 0


def test_the_next_thing_is_the_first_not_passed_over(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post("/opening/skip/", {"step": "platforms"})
    assert answer["Location"] == "/opening/hours/"
    following = listed(cast.shop).next
    assert following is not None and following.key == "hours"
    entry = AuditEntry.objects.get(shop=cast.shop, verb="shop.opening_skipped")
    assert entry.data["step"] == "platforms"
    browser.post("/opening/skip/", {"step": "platforms"})
    assert AuditEntry.objects.filter(verb="shop.opening_skipped").count() == 1
    assert browser.post("/opening/skip/", {"step": "site"})["Location"] == "/opening/"
    assert browser.post("/opening/skip/", {"step": "orders"}).status_code == 404
    assert "（先跳过了）" in browser.get("/opening/").content.decode()


def test_what_is_left_is_counted_in_english_too(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    browser.cookies["django_language"] = "en"
    said = re.findall(r"about (\d+) (minutes?)<", browser.get("/settings/").content.decode())
    assert said and all((number == "1") == (word == "minute") for number, word in said)


def test_the_owner_sees_it_and_puts_it_away(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    assert "步就开好店了" in browser.get("/settings/").content.decode()
    assert "步就开好店了" in browser.get("/desk/").content.decode()
    assert "步就开好店了" not in signed_in(cast.qin).get("/settings/").content.decode()
    assert "步就开好店了" not in signed_in(cast.mei).get("/desk/").content.decode()
    assert browser.post("/opening/away/")["Location"] == "/settings/"
    for page in ("/settings/", "/desk/", "/opening/hours/"):
        assert "步就开好店了" not in browser.get(page).content.decode()
    assert "重新显示" in browser.get("/opening/").content.decode()
    browser.post("/opening/away/", {"back": "1"})
    assert "步就开好店了" in browser.get("/settings/").content.decode()


def test_done_it_is_over_and_asks_the_data_no_more(cast: Cast, signed_in: SignedIn) -> None:
    lan = cast.lan.user
    use(cast, "taobao")
    set_hours(actor=lan, shop_id=cast.shop.pk, week=WEEK, holidays=[], seen=(0, 0))
    change_look(
        actor=lan, shop_id=cast.shop.pk, colour="#1d6079", position="right", greeting="您好"
    )
    set_policy(actor=lan, shop_id=cast.shop.pk, name=ON, value=True, source="")
    allow_origin(actor=lan, shop_id=cast.shop.pk, typed=SITE)
    note_sighting(shop_id=cast.shop.pk, origin=SITE)
    facts = OrderFacts(number="1", platform="web", state="paid", created_at=now())
    upsert_order(actor=lan, shop_id=cast.shop.pk, order=facts)
    some_script(cast)
    sheet(cast.qin, "facts", some_product(cast), {"material": "棉"})
    send(agent(cast.mei), cast.thread(), "在的")
    browser = signed_in(cast.lan)
    browser.get("/settings/")
    assert "店开好了" in browser.get("/opening/").content.decode()
    assert ShopOpening.objects.get(pk=cast.shop.pk).finished_at is not None
    assert "开店清单" not in browser.get("/settings/").content.decode()


def test_what_the_list_costs(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    browser = signed_in(cast.lan)
    browser.get("/settings/")
    with django_assert_max_num_queries(20):  # 3 for who asks, 1 for the row, the rest for 11 items
        browser.get("/opening/")


@pytest.mark.parametrize("path", ["", "shop/", "platforms/", "hours/", "look/", "people/", "site/"])
def test_only_the_owner_opens_the_shop(cast: Cast, signed_in: SignedIn, path: str) -> None:
    for member in (cast.qin, cast.mei):
        browser = signed_in(member)
        assert browser.get(f"/opening/{path}").status_code == 403
        assert browser.post(f"/opening/{path}").status_code in {403, 405}
    assert signed_in(cast.lan).get(f"/opening/{path}").status_code == 200


def test_name_and_clock_are_a_step(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    form = {"name": "小满女装", "time_zone": "Asia/Urumqi", "business_day_cut": "02:00"}
    assert browser.post("/opening/shop/", form)["Location"] == "/opening/shop/?saved=1"
    answer = browser.post("/opening/shop/", form | {"then": "next"})
    assert answer["Location"] == "/opening/platforms/"
    assert browser.post("/opening/shop/", form | {"name": ""}).status_code == 400
    assert Shop.objects.get(pk=cast.shop.pk).name == "小满女装"


def lines_of(*people: tuple[str, str]) -> dict[str, str]:
    typed = {"form-TOTAL_FORMS": str(len(people)), "form-INITIAL_FORMS": "0"}
    for at, (name, role) in enumerate(people):
        typed |= {f"form-{at}-name": name, f"form-{at}-role": role}
    return typed


def test_several_are_invited_at_once(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post(
        "/opening/people/", lines_of(("林夏", "agent"), ("", "agent"), ("阿棠", "supervisor"))
    )
    page = answer.content.decode()
    made = Invitation.objects.filter(shop=cast.shop)
    assert [(one.name, one.role) for one in made.order_by("pk")] == [
        ("林夏", "agent"),
        ("阿棠", "supervisor"),
    ]
    assert page.count("/join/") == 2
    assert "/join/" not in browser.get("/opening/people/").content.decode(), "shown once"


@pytest.mark.parametrize(
    "typed",
    [
        lines_of(("", "agent")),
        lines_of(("林夏", "owner")),
        lines_of(("林" * 61, "agent")),
        lines_of(*[("林夏", "agent")] * 11),
        {},
    ],
)
def test_nobody_is_invited_by_mistake(
    cast: Cast, signed_in: SignedIn, typed: dict[str, str]
) -> None:
    assert signed_in(cast.lan).post("/opening/people/", typed).status_code == 400
    assert not Invitation.objects.filter(shop=cast.shop).exists()
