"""The two screens as people and assistive software find them: by role and name."""

import re

from playwright.sync_api import Locator, Page, expect

BOX, SEND, LOG = (
    re.compile("^(输入消息|Write a message|Type a message|Message)$"),
    re.compile("^(发送|Send)$"),
    re.compile("^(聊天记录|Chat log|Chat history|Conversation|Messages)$"),
)
"""Promised names in Chinese (test_names.py holds to them), and what English calls them."""

SETTLED = """(count) => {
  const rows = document.querySelectorAll("[role=log] li:is([data-kind=own], [data-kind=other])");
  const moving = ["sending", "queued", "failed"];
  return rows.length === count && ![...rows].some((row) => moving.includes(row.dataset.step));
}"""


class Screen:
    """What both sides have: a log, a box, a button."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.get_by_role("textbox", name=BOX)
        self.send = page.get_by_role("button", name=SEND)
        self.log = page.get_by_role("log", name=LOG)
        self.bubbles = self.log.locator("[data-slot=text]")
        self.strip = page.locator(".strip")

    def say(self, words: str) -> None:
        self.box.fill(words)
        self.box.press("Enter")

    def bubble(self, words: str) -> Locator:
        return self.log.locator("li").filter(has=self.page.get_by_text(words, exact=True))

    def state(self, words: str) -> Locator:
        """How far one's own message has come."""
        return self.bubble(words).locator("[data-slot=state]")

    def shows(self, words: str, within: float = 30) -> None:
        expect(self.bubble(words)).to_have_count(1, timeout=within * 1000)

    @property
    def words(self) -> list[str]:
        """The bubbles from top to bottom."""
        rows = self.log.locator("li[data-kind=own], li[data-kind=other]")
        return rows.locator("[data-slot=text]").all_text_contents()

    def look_away(self) -> None:
        self.page.evaluate("document.hasFocus = () => false")

    def look_back(self) -> None:
        self.page.evaluate("delete document.hasFocus; dispatchEvent(new Event('focus'))")

    def settled(self, count: int, within: float = 30) -> None:
        """This many bubbles, at one moment none of them still on its way."""
        self.page.wait_for_function(SETTLED, arg=count, timeout=within * 1000)


class Chat(Screen):
    """The buyer's page."""

    def go(self, slug: str) -> None:
        self.page.goto(f"/chat/{slug}/")
        self.online()

    def online(self, within: float = 30) -> None:
        dot = self.page.locator("#line-dot")
        expect(dot).to_have_attribute("data-line", "open", timeout=within * 1000)


class Desk(Screen):
    """The agent's page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = page.get_by_role("list", name="会话列表", exact=True)
        self.rows = self.list.locator("li.row")
        self.dialog = page.locator("dialog[open]")

    def go(self, conversation: int | None = None) -> None:
        self.page.goto(f"/desk/{conversation}/" if conversation else "/desk/")
        self.ready()

    def ready(self, within: float = 30) -> None:
        rows = self.page.locator("[data-list]")
        expect(rows).to_have_attribute("aria-busy", "false", timeout=within * 1000)

    def row(self, words: str) -> Locator:
        return self.rows.filter(has_text=words)

    def open(self, words: str) -> None:
        """Open the chat whose row shows these words."""
        self.row(words).click()
        expect(self.log).to_be_visible()

    def unread(self, conversation: int) -> Locator:
        return self.list.locator(f"li[data-conversation='{conversation}'] [data-unread]")

    def tab(self, name: str) -> Locator:
        return self.page.get_by_role("tab", name=re.compile(f"^{name}"))

    def sign_in(self, username: str, password: str) -> None:
        """By the labels of the sign-in page."""
        self.page.get_by_label("用户名", exact=True).fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("button", name="登录", exact=True).click()
