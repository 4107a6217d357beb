"""Where the widget was really loaded: real requests, the shop's sites only, once a minute."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from conversations.actions import sighting
from conversations.actions.fitting_widget import allow_origin
from conversations.models import WidgetSighting
from helpdesk.kernel import clock
from tests.cast import PASSWORD, Cast

SITE = "https://www.xiaoman.example"


def load(cast: Cast, origin: str, method: str = "get") -> int:
    browser = Client()
    answer = getattr(browser, method)(
        f"/chat/{cast.shop.slug}/look.json", headers={"Origin": origin}
    )
    return int(answer.status_code)


@pytest.fixture
def allowed(cast: Cast) -> Cast:
    allow_origin(actor=cast.lan.user, shop_id=cast.shop.pk, typed=SITE)
    return cast


def test_a_load_on_a_site_of_the_list_is_kept(allowed: Cast) -> None:
    assert load(allowed, SITE) == 200
    row = WidgetSighting.objects.get(shop=allowed.shop)
    assert row.origin == SITE and row.first_at == row.last_at


@pytest.mark.parametrize("origin", ["https://evil.example", "", "null", SITE + "/"])
def test_other_sites_leave_nothing(allowed: Cast, origin: str) -> None:
    load(allowed, origin)
    assert not WidgetSighting.objects.exists()


def test_asking_for_the_head_is_no_load(allowed: Cast) -> None:
    load(allowed, SITE, "head")
    assert not WidgetSighting.objects.exists()


def test_a_busy_site_writes_once_a_minute(
    allowed: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    load(allowed, SITE)
    with django_assert_num_queries(5):  # shop, widget, savepoint, last, release: nothing is written
        load(allowed, SITE)
    before = WidgetSighting.objects.get().last_at
    later = clock.now() + timedelta(minutes=2)
    monkeypatch.setattr(sighting, "now", lambda: later)
    load(allowed, SITE)
    row = WidgetSighting.objects.get()
    assert row.last_at == later and row.first_at == before


def test_the_owner_sees_it_at_once_and_others_do_not(allowed: Cast) -> None:
    browser = Client()
    browser.login(username=allowed.lan.user.username, password=PASSWORD)
    seen = browser.get("/opening/site/seen/").json()
    assert seen == {"sites": {SITE: ""}, "tried": ""}
    load(allowed, SITE)
    load(allowed, "http://testserver")
    seen = browser.get("/opening/site/seen/").json()
    assert seen["sites"][SITE].startswith("今天") and seen["tried"].startswith("今天")
    page = browser.get("/opening/site/").content.decode()
    assert f"{SITE} 今天" in page
    assert f"{SITE} 今天" in browser.get("/settings/widget/").content.decode()
    browser.login(username=allowed.mei.user.username, password=PASSWORD)
    assert browser.get("/opening/site/seen/").status_code == 403


def test_a_website_is_added_on_the_step(cast: Cast) -> None:
    browser = Client()
    browser.login(username=cast.lan.user.username, password=PASSWORD)
    answer = browser.post("/opening/site/", {"origin": "www.xiaoman.example"})
    assert answer["Location"] == "/opening/site/?saved=1"
    assert f"等 {SITE} 第一次打开" in browser.get("/opening/site/").content.decode()
    wrong = browser.post("/opening/site/", {"origin": "not a site"})
    assert wrong.status_code == 400 and "not a site" in wrong.content.decode()


def test_the_greeting_is_proposed_and_kept_only_by_saving(cast: Cast) -> None:
    browser = Client()
    browser.login(username=cast.lan.user.username, password=PASSWORD)
    assert "您好，这里是小满" in browser.get("/opening/look/").content.decode()
    chat = f"/chat/{cast.shop.slug}/"
    assert "您好，这里是小满" not in Client().get(chat).content.decode()
    look = {"colour": "#2b6440", "position": "left", "greeting": "您好，<b>小满</b>"}
    answer = browser.post("/opening/look/", look | {"then": "next"})
    assert answer["Location"] == "/opening/automatic/"
    page = Client().get(chat).content.decode()
    assert "您好，&lt;b&gt;小满" in page and "自动</span>" in page
    pale = browser.post("/opening/look/", look | {"colour": "#eeeeee"})
    assert pale.status_code == 400 and "您好，&lt;b&gt;小满" in pale.content.decode()
