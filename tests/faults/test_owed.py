"""Workers and beats die, and Redis forgets: what is owed is done once, by whoever comes back.

Nobody has a desk or a chat open meanwhile, so that no serving process sweeps in their place.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from helpdesk.integrations.actions.claiming import EACH
from tests.faults.stack import Stack, until
from tests.integrations.receiver import Receiver

BUYERS = 12
MAKE_DEBTS = """
import json
from datetime import timedelta
from conversations.models import Conversation
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.kernel.clock import now
from tests.cast import agent, gather, send
from tests.integrations.conftest import endpoint_of
from tests.routing.people import at_work, given_ago
cast = gather()
for name in ("routing.answer_seconds", "automatic.still_seconds"):
    set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=1800, source="")
endpoint_of(cast.lan, "{address}", kinds=("conversation.started", "message.sent"))
at_work(cast.mei, cast.tom, capacity=50)
threads = [cast.thread("第 %s 位在吗" % number) for number in range({buyers})]
given = threads[0]
given.refresh_from_db()
given_ago(given, 3600)
later = threads[1]
later.refresh_from_db()
Conversation.objects.filter(pk=later.pk).update(snoozed_until=now() - timedelta(minutes=5))
print("DEBTS", json.dumps({{"shop": cast.shop.pk, "given": given.pk, "owner": given.owner_id,
    "later": later.pk}}))
"""
STATES_SQL = """SELECT state, count(*) FROM integrations_webhookdelivery
    WHERE shop_id = %s GROUP BY state"""
A_MINUTE_LATER_SQL = """UPDATE integrations_webhookdelivery SET due_at = now()
    WHERE shop_id = %s AND state = 'waiting' AND sent_at < %s"""
AUTO_SQL = """SELECT conversation_id, count(*) FROM conversations_entry
    WHERE shop_id = %s AND side = 'auto' AND conversation_id <> %s GROUP BY conversation_id"""
DECIDED_SQL = """SELECT count(*), count(DISTINCT (conversation_id, asked_at, slot))
    FROM conversations_automaticanswer WHERE shop_id = %s"""
OWNER_SQL = "SELECT owner_id FROM conversations_conversation WHERE id = %s"
MOVES_SQL = "SELECT count(*) FROM conversations_assignment WHERE conversation_id = %s AND how = %s"
SNOOZED_SQL = "SELECT snoozed_until, woken_at FROM conversations_conversation WHERE id = %s"
SENT_BY_BEAT = re.compile("Sending due task")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    opened = Receiver()
    yield opened
    opened.stop()


def make_debts(stack: Stack, receiver: Receiver) -> dict[str, Any]:
    said = stack.python(MAKE_DEBTS.format(address=receiver.address, buyers=BUYERS))
    debts: dict[str, Any] = json.loads(said.split("DEBTS ", 1)[1])
    return debts


def states(stack: Stack, shop: int) -> Counter[str]:
    return Counter(dict(stack.rows(STATES_SQL, [shop])))


def test_what_was_owed_while_workers_and_beats_were_dead_is_done_once(
    broken: Stack, receiver: Receiver
) -> None:
    for one in (*broken.workers, *broken.beats):
        one.hold()
    debts = make_debts(broken, receiver)
    shop = debts["shop"]
    Redis.from_url(broken.servers.redis_url).flushall()
    owed = states(broken, shop)
    assert owed["waiting"] >= 2 * BUYERS and owed.keys() == {"waiting"}
    assert not receiver.requests and not broken.rows(AUTO_SQL, [shop, debts["given"]])
    for one in (*broken.workers, *broken.beats):
        one.release()
    until(lambda: len(receiver.requests) >= 3)
    for one in broken.workers:
        one.kill()  # in the middle of it; what they had claimed is owed again after a minute

    [(killed_at,)] = broken.rows("SELECT clock_timestamp()")

    def all_delivered() -> bool:
        broken.change(A_MINUTE_LATER_SQL, [shop, killed_at])
        return states(broken, shop).keys() == {"delivered"}

    until(all_delivered)
    until(lambda: len(broken.rows(AUTO_SQL, [shop, debts["given"]])) == BUYERS - 1)
    until(lambda: broken.rows(OWNER_SQL, [debts["given"]]) != [(debts["owner"],)])
    until(lambda: broken.rows(SNOOZED_SQL, [debts["later"]])[0][0] is None)
    until(all_delivered)
    assert {count for _, count in broken.rows(AUTO_SQL, [shop, debts["given"]])} == {1}
    [(decided, different)] = broken.rows(DECIDED_SQL, [shop])
    assert decided == different
    assert broken.rows(MOVES_SQL, [debts["given"], "moved"]) == [(1,)]
    assert broken.rows(SNOOZED_SQL, [debts["later"]])[0][1] is not None
    keys = Counter(request.headers["Helpdesk-Delivery"] for request in receiver.requests)
    assert len(keys) == states(broken, shop)["delivered"], "each was sent, under a key of its own"
    in_hand = EACH * len(broken.workers)
    assert keys.total() - len(keys) <= in_hand, "twice only what killed workers had in their hands"


def test_of_two_beats_one_ticks_and_the_other_takes_over(broken: Stack) -> None:
    """Killed in turn; in between the clock is put back by hours, and it goes on at once."""

    def ticks(beat: Any) -> int:
        return len(SENT_BY_BEAT.findall(Path(beat.log).read_text(errors="replace")))

    def who_ticks(beats: list[Any]) -> list[Any]:
        before = [ticks(one) for one in beats]
        until(lambda: sum(ticks(one) for one in beats) >= sum(before) + 4)
        return [one for one, count in zip(beats, before, strict=True) if ticks(one) > count]

    [first] = until(lambda: who_ticks(broken.beats))
    [second] = [one for one in broken.beats if one is not first]
    first.hold()
    assert who_ticks([second]) == [second]
    broken.move_clock(-3 * 3600)
    assert who_ticks([second]) == [second]
    broken.move_clock(0)
    first.release()
    assert who_ticks(broken.beats) == [second], "the first one waits now"
