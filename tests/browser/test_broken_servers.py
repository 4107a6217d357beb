"""The serving process is killed, and Redis flushed and stopped, under two open windows."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from playwright.sync_api import Browser, expect
from redis import Redis

from helpdesk.embedded.servers import throwaway
from tests.browser.screens import Chat, Desk
from tests.browser.windows import Windows
from tests.browser.witness import Witness
from tests.cast import PASSWORD
from tests.faults.stack import Stack

pytestmark = pytest.mark.fault
MAKE_CAST = """
import json
from conversations.automatic_rules import ON
from helpdesk.accounts.actions.policies import set_policy
from tests.cast import gather
cast = gather()
set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=ON, value=False, source="")
print("CAST", json.dumps({"slug": cast.shop.slug, "mei": cast.mei.user.username}))
"""
SAY_ELSEWHERE = """
from conversations.actions.starting import start_conversation
from conversations.models import Conversation
from conversations.speaker import buyer_of
from tests.cast import send
held = Conversation.objects.get(pk={thread})
fresh = start_conversation(shop_id=held.shop_id, visitor_key="{key}")
for thread, words in ((held, "一"), (held, "二"), (fresh, "新来的")):
    send(buyer_of(held.shop_id), thread, words)
"""
COUNTS_SQL = """SELECT count(*) FILTER (WHERE unanswered_since IS NOT NULL),
    sum(unread) FILTER (WHERE id = %(thread)s), sum(unread) FILTER (WHERE id <> %(thread)s)
    FROM conversations_conversation
    WHERE shop_id = (SELECT shop_id FROM conversations_conversation WHERE id = %(thread)s)"""
WORDS_SQL = """SELECT text FROM conversations_entry
    WHERE kind = 'message' AND conversation_id = %s ORDER BY seq"""


@dataclass
class Talk:
    """A stack with two windows on it."""

    stack: Stack
    buyer: Chat
    desk: Desk
    witness: Witness
    thread: int

    def stored(self) -> list[str]:
        with psycopg.connect(self.stack.servers.database_url) as conn:
            return [row[0] for row in conn.execute(WORDS_SQL, [self.thread])]

    def same_everywhere(self, *written: list[str]) -> None:
        everything = [words for writer in written for words in writer]
        for screen in (self.buyer, self.desk):
            screen.settled(len(everything), within=30)
        stored = self.stored()
        assert self.buyer.words == self.desk.words == stored
        for writer in written:
            assert [words for words in stored if words in writer] == writer
        assert len(stored) == len(everything)


@pytest.fixture(scope="module")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with throwaway(durable=False) as servers:
        made = Stack(servers, tmp_path_factory.mktemp("browser-stack"))
        for argv in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0")):
            done = made.manage(*argv)
            assert done.returncode == 0, done.stderr
        made.start()
        yield made
        made.stop()


@pytest.fixture
def talk(own_stack: Stack, chromium: Browser, witness: Witness) -> Iterator[Talk]:
    made = own_stack.manage("shell", "-v0", "-c", MAKE_CAST)
    assert made.returncode == 0, made.stderr
    cast = json.loads(made.stdout.split("CAST ", 1)[1])
    windows = Windows(chromium, own_stack.url, witness)
    buyer = Chat(windows.person().new_page())
    buyer.go(cast["slug"])
    buyer.say("买家零")
    expect(buyer.state("买家零")).to_contain_text("已发送")
    desk = Desk(windows.person().new_page())
    desk.page.goto("/desk/")
    desk.sign_in(cast["mei"], PASSWORD)
    desk.ready()
    desk.open("买家零")
    desk.shows("买家零")
    thread = int(desk.page.url.rstrip("/").rsplit("/", 1)[1])
    yield Talk(own_stack, buyer, desk, witness, thread)
    windows.close()


def test_a_server_killed_in_mid_send_loses_and_doubles_nothing(talk: Talk) -> None:
    said: dict[str, list[str]] = {"买家": ["买家零"], "客服": []}
    deaths = talk.stack.deaths
    with talk.witness.line_down():
        for turn in range(24):
            for screen, who in ((talk.buyer, "买家"), (talk.desk, "客服")):
                words = f"{who}第 {turn} 句"
                screen.say(words)
                said[who].append(words)
            if turn in {6, 16}:
                talk.stack.kill_web()
        for screen in (talk.buyer, talk.desk):
            screen.box.fill("打了一半")
        talk.same_everywhere(*said.values())
    assert talk.stack.deaths == deaths + 2
    for screen in (talk.buyer, talk.desk):
        assert screen.box.input_value() == "打了一半"


def test_the_chat_goes_on_while_redis_is_flushed_and_stopped(talk: Talk) -> None:
    redis = talk.stack.servers.redis
    said: dict[str, list[str]] = {"买家": ["买家零"], "客服": []}

    def both_say(words: str) -> None:
        for screen, who in ((talk.buyer, "买家"), (talk.desk, "客服")):
            screen.say(f"{who}{words}")
            said[who].append(f"{who}{words}")
        talk.buyer.shows(f"客服{words}", within=8)
        talk.desk.shows(f"买家{words}", within=8)

    Redis.from_url(talk.stack.servers.redis_url).flushall()
    both_say("在清空以后")
    redis.stop()
    try:
        both_say("在停了以后")
        talk.desk.page.reload()
        talk.desk.shows("买家在停了以后")
        talk.buyer.page.reload()
        both_say("在刷新以后")
    finally:
        redis.start()
    both_say("在回来以后")
    talk.same_everywhere(*said.values())


def test_counts_are_exact_while_no_hint_comes_through(talk: Talk) -> None:
    """Another process stores messages while Redis is dead: only heartbeats can tell of them."""
    desk = talk.desk
    desk.look_away()
    desk.page.mouse.move(700, 400)  # rows do not move under the pointer
    redis = talk.stack.servers.redis
    redis.stop()
    try:
        said = SAY_ELSEWHERE.format(thread=talk.thread, key=f"counts-{talk.thread}")
        made = talk.stack.manage("shell", "-v0", "-c", said)
        assert made.returncode == 0, made.stderr
        with psycopg.connect(talk.stack.servers.database_url) as conn:
            row = conn.execute(COUNTS_SQL, {"thread": talk.thread}).fetchone()
        assert row is not None
        waiting, unread, fresh = row
        assert (waiting, unread, fresh) == (2, 2, 1)
        expect(desk.page).to_have_title(re.compile(rf"^\({waiting}\) "), timeout=15_000)
        expect(desk.unread(talk.thread)).to_have_text(str(unread), timeout=15_000)
        expect(desk.row("新来的").locator("[data-unread]")).to_have_text(str(fresh))
        expect(desk.tab("等待中").locator("[data-count]")).to_have_text(str(waiting))
    finally:
        redis.start()
