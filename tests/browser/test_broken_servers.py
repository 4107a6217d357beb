"""The serving process is killed, and Redis flushed and stopped, under two open windows."""

import re

import psycopg
import pytest
from playwright.sync_api import expect
from redis import Redis

from tests.browser.broken import Talk

pytestmark = pytest.mark.fault

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


def test_a_server_killed_in_mid_send_loses_and_doubles_nothing(talk: Talk) -> None:
    said: dict[str, list[str]] = {"买家": ["买家零"], "客服": []}
    deaths = talk.stack.deaths
    with talk.witness.line_down():
        for turn in range(12):
            for screen, who in ((talk.buyer, "买家"), (talk.desk, "客服")):
                words = f"{who}第 {turn} 句"
                screen.say(words)
                said[who].append(words)
            if turn in {3, 8}:
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
        talk.buyer.shows(f"客服{words}", within=20)
        talk.desk.shows(f"买家{words}", within=20)

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
        expect(desk.page).to_have_title(re.compile(rf"^\({waiting}\) "), timeout=30_000)
        expect(desk.unread(talk.thread)).to_have_text(str(unread), timeout=30_000)
        expect(desk.row("新来的").locator("[data-unread]")).to_have_text(str(fresh))
        expect(desk.tab("等待中").locator("[data-count]")).to_have_text(str(waiting))
    finally:
        redis.start()
