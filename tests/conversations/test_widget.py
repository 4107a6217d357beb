"""The widget's addresses and the owner's page for it."""

import pytest
from django.test import Client

from conversations.actions.fitting_widget import allow_origin, change_look, drop_origin
from conversations.colours import contrast_with_white
from conversations.errors import OriginPath, OriginWrong
from conversations.models import WidgetSettings
from conversations.origins import own_origins, read_origin
from helpdesk.accounts.models import AuditEntry
from tests.cast import Cast

SITE = "https://www.xiaoman.example"


def owner(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(cast.lan.user)
    return browser


def framed(cast: Cast, **headers: str) -> tuple[int, str, str]:
    answer = Client().get(f"/chat/{cast.shop.slug}/?embed=1", headers=headers)
    return answer.status_code, answer["Content-Security-Policy"], answer.content.decode()


def test_the_script_has_a_stable_address_a_short_life_and_an_etag() -> None:
    answer = Client().get("/widget.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = Client().get("/widget.js", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content


def test_the_look_says_whether_the_site_is_let_in(cast: Cast) -> None:
    path = f"/chat/{cast.shop.slug}/look.json"
    assert Client().get(path, headers={"Origin": SITE}).json()["allowed"] is False
    allow_origin(actor=cast.lan.user, shop_id=cast.shop.pk, typed=SITE)
    change_look(
        actor=cast.lan.user,
        shop_id=cast.shop.pk,
        colour="#2B6440",
        position="left",
        greeting=" 您好 ",
    )
    look = Client().get(path, headers={"Origin": SITE}).json()
    assert (look["allowed"], look["colour"], look["position"]) == (True, "#2b6440", "left")
    assert look["words"]["open"] == "联系客服"
    english = Client().get(f"{path}?lang=en").json()["words"]["open"]
    assert english.isascii()


def test_the_frame_is_held_to_the_shops_list(cast: Cast) -> None:
    status, policy, body = framed(cast)
    assert status == 200 and "frame-ancestors http://testserver;" in f"{policy};"
    allow_origin(actor=cast.lan.user, shop_id=cast.shop.pk, typed=SITE)
    status, policy, body = framed(cast, Referer=f"{SITE}/a/b?c")
    assert status == 200 and f"frame-ancestors http://testserver {SITE}" in policy
    assert "chat/embed.js" in body
    drop_origin(actor=cast.lan.user, shop_id=cast.shop.pk, origin=SITE)
    status, policy, body = framed(cast, Referer=f"{SITE}/")
    assert status == 403 and f"{SITE} 还不能挂客服" in body
    assert "<script" not in body and "textarea" not in body


def test_a_shops_list_is_not_another_shops(cast: Cast) -> None:
    allow_origin(actor=cast.oleg.user, shop_id=cast.other_shop.pk, typed=SITE)
    assert framed(cast, Referer=SITE)[0] == 403


def test_the_page_by_itself_can_still_not_be_framed(cast: Cast) -> None:
    answer = Client().get(f"/chat/{cast.shop.slug}/")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("www.a.cn", "https://www.a.cn"),
        (" HTTPS://WWW.A.CN:443/ ", "https://www.a.cn"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("小满.中国", "https://xn--yetw15b.xn--fiqs8s"),
    ],
)
def test_a_website_as_people_type_it(typed: str, origin: str) -> None:
    assert read_origin(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["", "*", "https://*.a.cn", "javascript:1", "ftp://a.cn", "https://a", "https://a.cn:99999",
     "https://u:p@a.cn", "https://a.cn;script-src", "https://a.cn 'self'", "http://[", "a..cn"],
)  # fmt: skip
def test_what_is_no_website(typed: str) -> None:
    with pytest.raises(OriginWrong):
        read_origin(typed)


def test_a_page_is_more_than_a_website() -> None:
    with pytest.raises(OriginPath) as told:
        read_origin("https://a.cn/shop?x=1")
    assert "https://a.cn" in told.value.advised()


def test_on_one_machine_our_other_name_is_ours_too() -> None:
    assert own_origins("localhost:8000", secure=False)[1] == "http://127.0.0.1:8000"
    assert own_origins("desk.example.com", secure=True) == ["https://desk.example.com"]


def test_the_owner_sets_it_all_on_one_page(cast: Cast) -> None:
    browser = owner(cast)
    page = browser.get("/settings/widget/").content.decode()
    assert f'data-shop="{cast.shop.slug}"' in page
    assert browser.post("/settings/widget/sites/", {"origin": SITE}).status_code == 302
    assert SITE in browser.get("/settings/widget/").content.decode()
    twice = browser.post("/settings/widget/sites/", {"origin": SITE})
    assert twice.status_code == 409 and "已经在里面了" in twice.content.decode()
    wrong = browser.post("/settings/widget/sites/", {"origin": "没有点"})
    assert wrong.status_code == 400 and 'value="没有点"' in wrong.content.decode()
    browser.post("/settings/widget/sites/remove/", {"origin": SITE})
    assert WidgetSettings.objects.get(pk=cast.shop.pk).allowed_origins == []
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="widget.")
    assert set(verbs.values_list("verb", flat=True)) == {
        "widget.origin_allowed",
        "widget.origin_dropped",
    }


def test_a_colour_on_which_white_cannot_be_read_is_refused(cast: Cast) -> None:
    form = {"colour": "#cccccc", "position": "right", "greeting": ""}
    answer = owner(cast).post("/settings/widget/look/", form)
    assert answer.status_code == 400
    assert "对比度 1.6" in answer.content.decode()
    assert round(contrast_with_white("#767676"), 2) == 4.54


def test_a_secret_is_shown_once(cast: Cast) -> None:
    browser = owner(cast)
    page = browser.post("/settings/widget/secret/")
    secret = page.context["secret"]
    assert len(secret) == 64 and secret in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert secret not in browser.get("/settings/widget/").content.decode()
    row = WidgetSettings.objects.get(pk=cast.shop.pk)
    assert secret not in str(vars(row))
    assert secret not in str(list(AuditEntry.objects.filter(shop=cast.shop).values()))
    assert browser.post("/settings/widget/secret/").context["secret"] != secret


@pytest.mark.parametrize("who", ["mei", "qin"])
def test_only_owners_may(cast: Cast, who: str) -> None:
    browser = Client()
    browser.force_login(getattr(cast, who).user)
    assert browser.get("/settings/widget/").status_code == 403
    assert browser.post("/settings/widget/secret/").status_code == 403
    for page in ("/desk/", "/settings/"):
        assert "/settings/widget/" not in browser.get(page).content.decode()
