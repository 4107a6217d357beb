"""Setting the hours on their page: versions, offers, two owners at once."""

from collections.abc import Callable

from django.test import Client

from helpdesk.accounts import policies
from helpdesk.accounts.models import AuditEntry, Membership, Policy
from helpdesk.accounts.queries.hours import hours_of
from tests.cast import Cast

SignedIn = Callable[[Membership], Client]
URL = "/opening/hours/"


def typed(opens: str = "9", closes: str = "18", **more: str) -> dict[str, str]:
    week = {}
    for day in range(7):
        week |= {f"day-{day}-from-0": opens, f"day-{day}-to-0": closes}
    return week | more


def test_saved_as_a_version_with_its_history(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    assert browser.post(URL, typed(then="next"))["Location"] == "/opening/look/"
    assert policies.value_of(cast.shop.pk, "shop.business_hours") == [[["09:00", "18:00"]]] * 7
    assert hours_of(cast.shop).week[0] == ((540, 1080),)
    entry = AuditEntry.objects.get(shop=cast.shop, verb="policy.changed")
    assert entry.data["target"] == "营业时间：每天 9:00–18:00"
    assert not Policy.objects.filter(shop=cast.shop, name="shop.holidays").exists()
    rules = browser.get("/settings/").content.decode()
    assert "营业时间：每天 9:00–18:00" in rules and 'href="/opening/hours/"' in rules
    history = browser.get("/settings/?history=shop.business_hours").content.decode()
    assert "营业时间：每天全天" in history


def test_open_day_and_night_on_purpose_is_a_choice_too(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.lan).post(URL, typed("0:00", "24:00"))
    assert Policy.objects.filter(shop=cast.shop, name="shop.business_hours").count() == 1


def test_the_same_again_is_no_new_version(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    for _ in range(2):
        seen = str(browser.get(URL).context["seen_hours"])
        browser.post(URL, typed(**{"seen-hours": seen}))
    assert Policy.objects.filter(shop=cast.shop).count() == 1


def test_nobody_overwrites_a_colleague_unseen(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    browser.post(URL, typed())
    answer = browser.post(URL, typed("10", "19"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "兰姐刚把它改成了" in page
    assert 'value="10"' in page, "what was typed is still there"
    seen = str(answer.context["seen_hours"])
    assert browser.post(URL, typed("10", "19", **{"seen-hours": seen})).status_code == 302


def test_a_wrong_time_is_said_and_what_was_typed_stays(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.lan).post(URL, typed("9", "halb sechs"))
    page = answer.content.decode()
    assert answer.status_code == 400 and "周一的时间不对" in page and "halb sechs" in page
    assert not Policy.objects.filter(shop=cast.shop).exists()


def test_an_offer_is_shown_and_kept_only_by_saving(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    answer = browser.post(URL, typed(offer="2027"))
    page = answer.content.decode()
    assert answer.status_code == 200 and "国庆节" in page and "还没存" in page
    assert not Policy.objects.filter(shop=cast.shop).exists()
    days = {
        f"holiday-{line}-{field}": str(day[field])
        for line, day in enumerate(answer.context["holidays"], start=1)
        for field in ("date", "name", "source")
    }
    browser.post(URL, typed(**days))
    kept = policies.value_of(cast.shop.pk, "shop.holidays")
    assert len(kept) == 13 and kept[-1] == {
        "date": "2027-10-03",
        "name": "国庆节",
        "times": [],
        "source": kept[0]["source"],
    }


def test_the_sentence_follows_what_is_typed_and_saves_nothing(
    cast: Cast, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.lan)
    assert browser.post(f"{URL}said/", typed()).json()["week"] == "每天 9:00–18:00"
    assert "周一的时间不对" in browser.post(f"{URL}said/", typed("9", "9")).json()["problem"]
    assert browser.post(f"{URL}said/", typed("", "")).json()["week"] == "每天休息"
    assert not Policy.objects.filter(shop=cast.shop).exists()


def test_a_rule_with_a_page_is_not_changed_by_the_sentences_form(
    cast: Cast, signed_in: SignedIn
) -> None:
    answer = signed_in(cast.lan).post(
        "/settings/rule/", {"rule": "shop.business_hours", "value": "x"}
    )
    assert answer["Location"] == URL
    assert not Policy.objects.filter(shop=cast.shop).exists()


def test_an_earlier_week_can_be_put_back(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lan)
    browser.post(URL, typed())
    seen = str(browser.get(URL).context["seen_hours"])
    browser.post(URL, typed("10", "19", **{"seen-hours": seen}))
    browser.post("/settings/restore/", {"rule": "shop.business_hours", "version": seen})
    assert policies.value_of(cast.shop.pk, "shop.business_hours")[0] == [["09:00", "18:00"]]
