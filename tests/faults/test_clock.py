"""The server's clock jumps two hours ahead and three back, while Postgres keeps its own: order,
who is at work, who somebody is and what an address leads to stay sane."""

import urllib.request
from pathlib import Path
from urllib.error import HTTPError
from uuid import uuid4

from tests.faults.shop import Shop, say
from tests.faults.stack import Stack, until
from tests.faults.test_disk_full import noise, upload

HOUR = 3600.0
JUMPS = (2.5 * HOUR, -3 * HOUR, 0.0)
STATES_SQL = """SELECT state, seen_at > now() - interval '30 seconds' FROM team_presence
    WHERE shop_id = %s"""
SWEPT_SQL = "SELECT count(*) FROM accounts_servicepulse WHERE name = 'worker' AND at > %s"
OPEN_SQL = "SELECT state, session_number FROM conversations_conversation WHERE id = %s"
TURNS_SQL = """SELECT count(*), bool_and(ended_at >= asked_at) FROM conversations_turn
    WHERE shop_id = %s AND conversation_id = %s"""


def test_dialogues_do_not_notice_that_the_clock_jumps(broken: Stack, few: Path) -> None:
    replay = broken.replay(few, speed=120)
    for number, jump in enumerate(JUMPS, start=1):
        replay.wait_for(number * 35)
        broken.move_clock(jump)
    replay.holds()


async def test_people_waits_and_addresses_survive_a_jump(shop: Shop) -> None:
    """An address from before a jump may be refused, calmly; the page asks for a fresh one."""
    stack = shop.stack
    buyer, mei = shop.buyer(1), await shop.desk(0)
    first = await say(buyer, "在吗")
    thread = shop.threads()[-1]
    await mei.command("session.take", conversation=thread)
    client_id = str(uuid4())
    assert upload(shop, noise(40, 30), client_id, "zh-hans", number=1)[0] == 200
    file = await buyer.command("file.send", client_id=client_id)
    address, said = "", [first["seq"], file["seq"]]
    for jump in (0.0, *JUMPS):
        stack.move_clock(jump)
        if address:
            assert got(shop, address) in {200, 410}, "refused in words, or given"
        address = (await buyer.command("file.address", seq=file["seq"]))["file"]["url"]
        assert got(shop, address) == 200
        said.append((await say(buyer, f"时钟差 {jump} 秒"))["seq"])
        answer = await mei.send("在的", conversation=thread)
        said.append(answer["seq"])
        [(moment,)] = stack.rows("SELECT clock_timestamp()")
        until(lambda moment=moment: stack.rows(SWEPT_SQL, [moment]) == [(1,)])
        assert ("accepting", True) in stack.rows(STATES_SQL, [shop.pk]), "at work all the time"
        again = shop.buyer(1)
        await again.command("ping")
        await again.close()
        await (await shop.desk(0)).close()
    assert said == sorted(set(said))
    assert stack.rows(OPEN_SQL, [thread]) == [("active", 1)], "no clock ended it for being quiet"
    [(turns, forwards)] = stack.rows(TURNS_SQL, [shop.pk, thread])
    assert turns >= len(JUMPS) and forwards, "no answer came before its question"
    await buyer.close()
    await mei.close()


def got(shop: Shop, address: str) -> int:
    """How the server answers for a signed address."""
    asked = urllib.request.Request(shop.stack.url + address, headers={"Accept": "application/json"})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return int(answer.status)
    except HTTPError as problem:
        return problem.code
