"""Pictures and files from hand to hand: Bea on her phone, Mei at her desk."""

import contextlib
import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from conversations import file_bodies
from conversations.file_rules import IMAGE_MB
from conversations.models import Attachment, Entry
from tests.browser.axe import serious
from tests.browser.proxy import Proxy
from tests.browser.screens import Chat, Desk
from tests.browser.stored import only_thread
from tests.browser.windows import PHONE, Windows
from tests.browser.witness import Witness
from tests.cast import Cast
from tests.files import made
from tests.files.handed import ruled

JPEG = made.photo_with_place((1600, 1200))
TABLE = made.packed()


def upload(name: str, data: bytes, kind: str = "image/jpeg") -> Any:
    return {"name": name, "mimeType": kind, "buffer": data}


def pick(screen: Chat | Desk, *files: Any) -> None:
    screen.page.locator("input[type=file]").first.set_input_files(list(files))


def pictures(screen: Chat | Desk) -> Locator:
    return screen.log.locator("li .pic img")


def drawn(image: Locator) -> None:
    expect(image).to_be_visible()
    shown = "(img) => img.complete && img.naturalWidth > 0"
    image.page.wait_for_function(shown, arg=image.element_handle())


def strip(screen: Chat | Desk) -> Locator:
    return screen.page.locator(".files__tile")


def meet(windows: Windows, cast: Cast) -> tuple[Chat, Desk]:
    bea = windows.chat(cast.shop, PHONE)
    bea.say("收到就是坏的")
    bea.settled(1)
    desk = windows.desk(cast.mei, only_thread(cast.shop).pk)
    desk.shows("收到就是坏的")
    return bea, desk


def test_a_picture_and_a_file_go_both_ways_and_can_be_looked_at(
    windows: Windows, real_cast: Cast
) -> None:
    bea, desk = meet(windows, real_cast)
    pick(bea, upload("外箱.jpg", JPEG), upload("里面.png", made.picture("PNG"), "image/png"))
    expect(strip(bea)).to_have_count(2)
    expect(strip(bea).first).to_contain_text("外箱.jpg")
    box = bea.page.locator("#attach").bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 44
    assert list(serious(bea.page, None)) == []
    bea.send.click()
    expect(strip(bea)).to_have_count(0)
    for screen in (bea, desk):
        expect(pictures(screen)).to_have_count(2)
        drawn(pictures(screen).first)
        sizes = pictures(screen).first.evaluate("(img) => [img.clientWidth, img.clientHeight]")
        assert sizes[1] > sizes[0] > 100  # upright, though the phone stored it sideways
    row = desk.page.locator(".list li[data-conversation]").first
    expect(row).to_contain_text("[图片]")

    pictures(desk).first.click()
    viewer = desk.page.get_by_role("dialog", name="外箱.jpg")
    expect(viewer).to_be_visible()
    drawn(viewer.locator("img"))
    assert list(serious(desk.page, None)) == []
    desk.page.keyboard.press("ArrowRight")
    expect(desk.page.get_by_role("dialog", name="里面.png")).to_be_visible()
    with desk.page.expect_download() as saved:
        desk.page.get_by_role("button", name="下载").last.click()
    assert saved.value.suggested_filename == "里面.png"
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator("dialog.viewer")).to_be_hidden()

    pick(desk, upload("../价目表.xlsx", TABLE, ""))
    expect(strip(desk)).to_contain_text("价目表.xlsx")
    desk.box.fill("这是价目表")
    desk.box.press("Enter")
    expect(bea.log.locator(".doc")).to_contain_text("价目表.xlsx")
    bea.shows("这是价目表")
    with bea.page.expect_download() as saved:
        bea.log.locator(".doc").click()
    assert Path(saved.value.path()).read_bytes() == TABLE
    expect(row).to_contain_text("已回：[文件 价目表.xlsx]")
    bea.page.reload()
    expect(pictures(bea)).to_have_count(2)
    drawn(pictures(bea).first)


def test_what_cannot_be_sent_says_why_in_its_place_and_the_rest_goes(
    windows: Windows, witness: Witness, real_cast: Cast
) -> None:
    witness.allow("415")
    ruled(real_cast, IMAGE_MB, 1)
    bea, _desk = meet(windows, real_cast)
    pick(
        bea,
        upload("发票.pdf", made.EXE, "application/pdf"),
        upload("logo.svg", made.SVG, "image/svg+xml"),
        upload("好的.jpg", JPEG),
    )
    failed = bea.page.locator(".files__tile[data-state=failed]")
    expect(failed).to_have_count(2)
    expect(failed.first).to_contain_text("不是能发的文件")
    expect(failed.last).to_contain_text("另存成 PNG")
    expect(failed.first.get_by_role("button", name="再试")).to_be_hidden()
    bea.send.click()
    expect(pictures(bea)).to_have_count(1)
    expect(strip(bea)).to_have_count(2)
    for _ in range(2):
        strip(bea).first.get_by_role("button", name=re.compile("^不发")).click()
    expect(strip(bea)).to_have_count(0)
    big = b"\xff\xd8\xff" + bytes(1_200_000)
    pick(bea, upload("太大.jpg", big))
    expect(bea.page.locator("#notice")).to_contain_text("最多 1 MB")
    expect(strip(bea)).to_have_count(0)
    pick(bea, *(upload(f"{at}.jpg", JPEG) for at in range(10)))
    expect(strip(bea)).to_have_count(9)
    expect(bea.page.locator("#notice")).to_contain_text("多的 1 个")


def test_the_line_dies_in_the_middle_and_one_entry_comes_of_it(
    windows: Windows, line: Proxy, witness: Witness, real_cast: Cast
) -> None:
    bea, desk = meet(windows, real_cast)
    with witness.line_down():
        line.cut()
        pick(bea, upload("路上.jpg", JPEG))
        expect(bea.page.locator("#notice")).to_contain_text("没放进来")
        line.mend()
        pick(bea, upload("路上.jpg", JPEG))
        expect(strip(bea)).to_have_attribute("data-state", "ready")
        strip(bea).get_by_role("button", name=re.compile("^不发")).click()
        line.cut()
        pick(bea, upload("路上.jpg", JPEG))
        expect(strip(bea)).to_have_count(1)
        bea.send.click()
        expect(strip(bea)).to_contain_text("网断了，没传完")
        line.mend()
        bea.page.evaluate("dispatchEvent(new Event('online'))")
        expect(pictures(bea)).to_have_count(1, timeout=20_000)
    expect(pictures(bea)).to_have_count(1, timeout=20_000)
    expect(pictures(desk)).to_have_count(1, timeout=20_000)
    thread = only_thread(real_cast.shop)
    assert Entry.objects.filter(conversation_id=thread.pk, kind="file").count() == 1
    assert Attachment.objects.filter(conversation=thread, state="sent").count() == 1


def test_a_picture_that_a_dead_line_swallowed_begins_anew(
    windows: Windows, line: Proxy, witness: Witness, real_cast: Cast
) -> None:
    bea = windows.chat(real_cast.shop)
    bea.page.clock.install()
    bea.page.reload()
    bea.say("拍给您看")
    bea.settled(1)
    pick(bea, upload("先.jpg", JPEG))
    expect(strip(bea)).to_have_attribute("data-state", "ready")
    bea.send.click()
    expect(pictures(bea)).to_have_count(1)
    with witness.line_down():
        line.cut()  # no idle connection is left that the hole could keep
        line.mend()
        bea.page.evaluate("dispatchEvent(new Event('online'))")
        bea.online()
        line.hole()
        pick(bea, upload("路上.jpg", JPEG))
        bea.send.click()
        expect(strip(bea)).to_contain_text("正在传")
        bea.page.wait_for_timeout(500)
        bea.page.clock.fast_forward("00:31")
        expect(bea.strip).to_be_visible()
        line.mend()
        for _ in range(8):  # each connection that the hole kept may swallow a try of half a minute
            bea.page.clock.fast_forward("00:31")
            with contextlib.suppress(AssertionError):
                expect(pictures(bea)).to_have_count(2, timeout=8_000)
                break
        expect(bea.strip).to_be_hidden()
        expect(pictures(bea)).to_have_count(2)
    thread = only_thread(real_cast.shop)
    assert Entry.objects.filter(conversation_id=thread.pk, kind="file").count() == 2
    expect(strip(bea)).to_have_count(0)


def test_a_picture_given_on_a_slow_line_says_that_it_comes(
    windows: Windows, real_cast: Cast
) -> None:
    bea = windows.chat(real_cast.shop)
    held: list[Route] = []
    bea.page.route("**/chat/files*.js", lambda route: held.append(route))
    pick(bea, upload("慢.jpg", JPEG))
    expect(bea.page.locator("#notice")).to_contain_text("还在打开")
    held[0].continue_()
    expect(strip(bea)).to_have_attribute("data-state", "ready")


def paste(page: Page, target: Locator, data: bytes, words: str = "") -> None:
    """What a screenshot tool, or a table, leaves on the clipboard."""
    target.evaluate(
        """(box, {bytes, words}) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "image.png", {type: "image/png"}));
            if (words) data.setData("text/plain", words);
            const how = {clipboardData: data, bubbles: true, cancelable: true};
            box.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        {"bytes": list(data), "words": words},
    )


def drop(zone: Locator, data: bytes) -> None:
    zone.evaluate(
        """(zone, bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "drop.png", {type: "image/png"}));
            const how = {dataTransfer: data, bubbles: true, cancelable: true};
            for (const name of ["dragover", "drop"]) zone.dispatchEvent(new DragEvent(name, how));
        }""",
        list(data),
    )


def test_pasted_and_dropped_pictures_wait_for_their_own_chat(
    windows: Windows, real_cast: Cast
) -> None:
    bea, desk = meet(windows, real_cast)
    second = real_cast.thread("第二个买家")
    shot = made.picture("PNG")
    paste(desk.page, desk.box, shot, words="表格里的字")
    expect(strip(desk)).to_have_count(0)
    paste(desk.page, desk.box, shot)
    drop(desk.page.locator("[data-talk]"), shot)
    expect(strip(desk)).to_have_count(2)
    desk.page.locator(f".list li[data-conversation='{second.pk}'] a").click()
    expect(strip(desk)).to_have_count(0)
    desk.page.go_back()
    expect(strip(desk)).to_have_count(2)
    desk.box.press("Enter")
    expect(pictures(bea)).to_have_count(2)
    drop(bea.page.locator(".chat"), shot)
    paste(bea.page, bea.box, shot)
    expect(strip(bea)).to_have_count(2)
    bea.box.press("Enter")
    expect(pictures(desk)).to_have_count(4)


def test_an_address_that_ran_out_is_renewed_and_a_recalled_picture_goes(
    windows: Windows, witness: Witness, real_cast: Cast, monkeypatch: Any
) -> None:
    witness.allow("410")
    bea, desk = meet(windows, real_cast)
    earlier = SimpleNamespace(time=lambda: time.time() - 7200)
    monkeypatch.setattr(file_bodies, "time", earlier)
    pick(bea, upload("旧.jpg", JPEG))
    expect(strip(bea)).to_have_count(1)
    bea.send.click()
    expect(bea.log.locator(".pic__lost")).to_contain_text("过期")
    monkeypatch.undo()
    bea.log.get_by_role("button", name="再试").click()
    drawn(pictures(bea).first)
    desk.page.reload()
    drawn(pictures(desk).first)
    bea.log.locator("li").last.hover()
    bea.log.locator("li").last.get_by_role("button", name="更多操作").click()
    bea.page.get_by_role("menuitem", name="撤回").click()
    expect(pictures(bea)).to_have_count(0)
    expect(pictures(desk)).to_have_count(0)
