"""The pages of the script library, for those who look at every page."""

import io
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from scripts_library.actions.importing import keep_table
from tests.browser.knowledge_pages import KNOWLEDGE_PAGES
from tests.browser.windows import desk_in, page_in
from tests.cast import Cast
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
}
