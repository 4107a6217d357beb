"""The pages of the script library, for those who look at every page."""

import io
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from conversations.actions.appealing import appeal_block
from scripts_library.actions.guarding import write_guard_rule
from scripts_library.actions.importing import keep_table
from scripts_library.guard_drafts import Draft
from tests.browser.knowledge_pages import KNOWLEDGE_PAGES
from tests.browser.windows import desk_in, page_in
from tests.cast import Cast, agent
from tests.scripts.some import some_script


def library(member: BrowserContext, cast: Cast) -> Page:
    script = some_script(cast)
    return page_in(member, f"/scripts/{script.pk}/?q=催件")


def picking(member: BrowserContext, cast: Cast) -> Page:
    some_script(cast)
    desk = desk_in(member, cast.thread("到哪了").pk)
    desk.box.press_sequentially("/")
    expect(desk.page.get_by_role("option").first).to_be_visible()
    return desk.page


def script_table(member: BrowserContext, cast: Cast) -> Page:
    file = io.BytesIO("标题,内容\n一,好的\n二,{没有的}\n".encode())
    table = keep_table(actor=cast.lan, file=file, name="话术.csv")
    return page_in(member, f"/scripts/import/{table.pk}/")


def at(path: str) -> Callable[[BrowserContext, Cast], Page]:
    return lambda member, _cast: page_in(member, path)


def guard_rule(member: BrowserContext, cast: Cast) -> Page:
    draft = Draft(kind="pattern", about="promise", pattern="保价.{0,4}天", why="保价看平台页面")
    rule = write_guard_rule(actor=cast.qin, draft=draft)
    page = page_in(member, f"/scripts/guard/{rule.pk}/")
    page.locator("[data-sentence]").fill("保价 30 天，好评返现")
    expect(page.locator(".gr__hit")).to_have_count(2)
    return page


def guard_records(member: BrowserContext, cast: Cast) -> Page:
    thread = cast.thread("到哪了")
    appeal_block(speaker=agent(cast.mei), conversation_id=thread.pk, text="好评返现")
    return page_in(member, "/scripts/guard/records/")


SCRIPT_PAGES: dict[str, tuple[str, Callable[[BrowserContext, Cast], Page]]] = {
    "scripts": ("lan", library),
    "scripts for an agent": ("mei", library),
    "scripts behind a slash": ("mei", picking),
    "new script": ("mei", at("/scripts/new/")),
    "scenes and passages": ("lan", at("/scripts/arrange/")),
    "wall of replies": ("mei", at("/scripts/wall/")),
    "starter scripts": ("lan", at("/scripts/starter/")),
    "scripts from a table": ("lan", script_table),
    "bring scripts": ("lan", at("/scripts/import/")),
    **KNOWLEDGE_PAGES,
    "rules of wording": ("mei", at("/scripts/guard/")),
    "rule of wording": ("lan", guard_rule),
    "new rule of wording": ("lan", at("/scripts/guard/new/")),
    "rules from a table": ("lan", at("/scripts/guard/import/")),
    "blocked and appealed": ("lan", guard_records),
}
