"""A shop inside the stack, and people who talk in it through real sockets."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import connect

from conversations.replay.client import Client
from tests.faults.stack import PATIENCE, Stack
from tests.live import NO_BOUND, Line

MAKE = """
import json
from datetime import timedelta
from conversations.automatic_rules import ON
from conversations.routing_rules import MODE, PICK
from conversations.visitor import token_for
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.kernel.clock import now
from tests.cast import gather
from tests.live import session_cookie
cast = gather()
fast = {"burst": 200, "per_second": 200}
rules = {ON: False, MODE: PICK, "chat.message_rate": fast}
for name, value in rules.items():
    set_policy(actor=cast.lan.user, shop_id=cast.shop.pk, name=name, value=value, source="",
        effective_from=now() - timedelta(days=7))
tokens = [token_for(cast.shop.pk, f"buyer-{cast.shop.slug}-{number}") for number in range(40)]
print("SHOP", json.dumps({"pk": cast.shop.pk, "slug": cast.shop.slug, "tokens": tokens,
    "cookies": [session_cookie(member) for member in (cast.mei, cast.tom)]}))
"""


@dataclass(frozen=True)
class Shop:
    """What its people need to come in."""

    stack: Stack
    pk: int
    slug: str
    tokens: list[str]
    cookies: list[str]

    def buyer(self, number: int, *, url: str = "", hear: Any = None) -> Client:
        """A buyer's line that comes back by itself."""
        token, url = self.tokens[number], url or self.stack.url

        async def greet(client: Client) -> None:
            await client.once("hello", token=token, after=0)

        return Client(
            url.replace("http", "ws", 1) + f"/ws/chat/{self.slug}/?lists=1",
            headers={"Origin": url},
            greet=greet,
            hear=hear or (lambda frame: None),
        )

    async def desk(self, number: int, *, url: str = "", **how: Any) -> Line:
        """An agent's socket, welcomed; it does not come back."""
        url = url or self.stack.url
        headers = {"Cookie": f"sessionid={self.cookies[number]}", "Origin": url}
        address = url.replace("http", "ws", 1) + "/ws/desk/?lists=1"
        how = {"max_size": NO_BOUND, **how}
        line = Line(await connect(address, additional_headers=headers, **how))
        async with asyncio.timeout(PATIENCE):
            await line.event("desk.welcome")
        return line

    def texts(self, thread: int) -> list[str]:
        """What is stored of a thread's messages, in order."""
        sql = """SELECT text FROM conversations_entry
            WHERE conversation_id = %s AND kind = 'message' ORDER BY seq"""
        return [row[0] for row in self.stack.rows(sql, [thread])]

    def threads(self) -> list[int]:
        sql = "SELECT id FROM conversations_conversation WHERE shop_id = %s ORDER BY id"
        return [row[0] for row in self.stack.rows(sql, [self.pk])]


async def say(line: Client, text: str, **fields: Any) -> dict[str, Any]:
    """A message, for as long as it takes."""
    return await line.command("message.send", client_id=str(uuid4()), text=text, **fields)


def open_shop(stack: Stack) -> Shop:
    """A shop of the cast's, with forty buyers to come."""
    said = json.loads(stack.python(MAKE).split("SHOP ", 1)[1])
    return Shop(stack, said["pk"], said["slug"], said["tokens"], said["cookies"])
