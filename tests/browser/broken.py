"""Two windows on a stack of processes of its own, for tests that break it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from playwright.sync_api import Browser, expect

from tests.browser.screens import Chat, Desk
from tests.browser.windows import Windows
from tests.browser.witness import Witness
from tests.cast import PASSWORD
from tests.faults.stack import Stack

MAKE_CASTS = """
import json
from conversations.automatic_rules import ON
from helpdesk.accounts.actions.policies import set_policy
from tests.cast import gather
for _ in range(5):
    cast = gather()
    set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=ON, value=False, source="")
    print("CAST", json.dumps({"slug": cast.shop.slug, "mei": cast.mei.user.username}))
"""
WORDS_SQL = """SELECT text FROM conversations_entry
    WHERE kind = 'message' AND conversation_id = %s ORDER BY seq"""


@dataclass
class Talk:
    """A stack with two windows on it."""

    stack: Stack
    windows: Windows
    buyer: Chat
    desk: Desk
    witness: Witness
    thread: int
    chat_path: str

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


class Casts:
    """Shops of the stack, one for each test; a process is started for five of them at once."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._spare: list[dict[str, str]] = []

    def next(self) -> dict[str, str]:
        if not self._spare:
            lines = self._stack.python(MAKE_CASTS).splitlines()
            self._spare = [json.loads(line[5:]) for line in lines if line.startswith("CAST ")]
        return self._spare.pop()


def talk_on(own_stack: Stack, casts: Casts, chromium: Browser, witness: Witness) -> Iterator[Talk]:
    """A buyer and Mei in one thread, a word of the buyer's said."""
    own_stack.mend()
    cast = casts.next()
    windows = Windows(chromium, own_stack.url, witness)
    buyer = Chat(windows.person().new_page())
    buyer.go(cast["slug"])
    buyer.say("买家零")
    expect(buyer.state("买家零")).to_contain_text("已发送")
    desk = Desk(windows.person().new_page())
    desk.page.goto("/desk/")
    desk.sign_in(cast["mei"], PASSWORD)
    desk.ready(within=60)
    desk.open("买家零")
    desk.shows("买家零")
    thread = int(desk.page.url.rstrip("/").rsplit("/", 1)[1])
    yield Talk(own_stack, windows, buyer, desk, witness, thread, f"/chat/{cast['slug']}/")
    windows.close()
