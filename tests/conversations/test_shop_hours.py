"""Both sockets say whether the shop is open, in the reader's language, and again when asked."""

from asgiref.sync import sync_to_async

from helpdesk.accounts.actions.setting_hours import set_hours
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
        hours = (await line.command("hours.ask"))["hours"]
        assert hours["open"] is False and hours["words"] == "现在休息"
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
