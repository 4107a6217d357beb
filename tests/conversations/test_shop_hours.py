"""Both sockets say whether the shop is open, in the reader's language, and again when asked."""

from datetime import UTC, datetime, time, timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import translation

from conversations.queries import hours
from helpdesk.accounts.actions.setting_hours import set_hours
from helpdesk.accounts.hours_value import ALWAYS_VALUE, hours_in
from helpdesk.accounts.hours_words import hours_now
from helpdesk.kernel.clock import iso
from tests.cast import Cast
from tests.live import LiveServer, chat, desk, session_cookie

NEVER: list[list[list[str]]] = [[] for _ in range(7)]


async def test_buyer_and_desk_hear_it_and_ask_again(live: LiveServer, real_cast: Cast) -> None:
    buyer = await chat(live, real_cast.shop)
    assert buyer.hello["hours"]["open"] is True and buyer.hello["hours"]["words"] == ""
    mei = await desk(live, await sync_to_async(session_cookie)(real_cast.mei))
    welcome = await mei.event("desk.welcome")
    assert welcome["hours"]["open"] is True and welcome["hours"]["until"] > welcome["server_time"]
    await sync_to_async(set_hours)(
        actor=real_cast.lan.user,
        shop_id=real_cast.shop.pk,
        week=NEVER,
        holidays=[],
        seen=(0, 0),
    )
    for line in (buyer, mei):
        told = (await line.command("hours.ask"))["hours"]
        assert told["open"] is False and told["words"] == "现在休息"
    await buyer.close()
    await mei.close()


async def test_in_the_readers_language(live: LiveServer, real_cast: Cast) -> None:
    await sync_to_async(set_hours)(
        actor=real_cast.lan.user,
        shop_id=real_cast.shop.pk,
        week=NEVER,
        holidays=[],
        seen=(0, 0),
    )
    cookie = await sync_to_async(session_cookie)(real_cast.mei)
    mei = await desk(live, f"{cookie}; django_language=en")
    welcome = await mei.event("desk.welcome")
    assert welcome["hours"]["words"] == "Closed now"
    await mei.close()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_kept_is_what_would_be_computed(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Across a day and a half, a change of the rule, another clock, and time going backwards."""
    begin = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)
    moments = [begin + timedelta(minutes=55 * step) for step in (*range(40), 18, 1)]
    days = [[["09:00", "12:00"], ["13:00", "02:00"]]] * 7
    rules = [
        {"shop.business_hours": days, "shop.holidays": []},
        {"shop.business_hours": ALWAYS_VALUE, "shop.holidays": []},
        {
            "shop.business_hours": days,
            "shop.holidays": [{"date": "2026-11-27", "name": "盘点", "times": []}],
        },
    ]
    clocks = [{"time_zone": zone, "business_day_cut": time(4)} for zone in ("Asia/Shanghai", "UTC")]
    said = set()
    with translation.override(language):
        for moment in moments:
            monkeypatch.setattr(hours, "now", lambda: moment)  # noqa: B023  asked at once
            for rule in rules:
                for clock in clocks:
                    shape = hours.hours_shape(clock, rule)
                    found = hours_in(rule, **clock)
                    fresh = hours_now(found, moment)
                    assert shape["open"] == fresh.is_open == found.open_at(moment)
                    assert shape["words"] == fresh.words and shape["until"] == iso(fresh.until)
                    said.add(shape["words"])
    assert len(said) > 5
