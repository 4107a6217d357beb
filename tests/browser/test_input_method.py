"""Enter, while an input method composes and while it does not."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import Screen
from tests.browser.stored import only_thread, words_of
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast

COMPOSING_ENTER = """(box, how) => box.dispatchEvent(new KeyboardEvent(
  "keydown", {key: "Enter", code: "Enter", bubbles: true, cancelable: true, ...how}))"""


@pytest.fixture(params=["buyer", "agent"])
def screen(request: pytest.FixtureRequest, windows: Windows, real_cast: Cast) -> Screen:
    buyer = windows.chat(real_cast.shop)
    if request.param == "buyer":
        return buyer
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("在吗")
    return desk


def said(cast: Cast) -> list[str]:
    return [words for words in words_of(only_thread(cast.shop).pk) if words != "在吗"]


def compose(page: Page, letters: str) -> None:
    """Type with an input method, and press the Enter that chooses the word."""
    wire = page.context.new_cdp_session(page)
    wire.send(
        "Input.imeSetComposition",
        {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
    )
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    wire.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    wire.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})


def test_enter_that_chooses_a_word_sends_nothing_and_a_real_one_sends_once(
    screen: Screen, real_cast: Cast
) -> None:
    screen.box.focus()
    compose(screen.page, "nihao")
    assert screen.box.input_value() == "nihao"
    screen.box.evaluate(COMPOSING_ENTER, {"isComposing": True})
    screen.box.evaluate(COMPOSING_ENTER, {"keyCode": 229})
    screen.page.wait_for_timeout(200)
    assert screen.box.input_value() == "nihao"
    expect(screen.log.locator("li[data-kind=own]")).to_have_count(0)
    screen.page.keyboard.insert_text("你好")
    screen.page.wait_for_timeout(60)
    screen.box.press("Enter")
    screen.shows("你好")
    expect(screen.box).to_have_value("")
    screen.settled(1 if screen.words == ["你好"] else 2)
    assert said(real_cast) == ["你好"]


def test_a_held_enter_sends_once_and_shift_makes_a_line(screen: Screen, real_cast: Cast) -> None:
    screen.box.press_sequentially("第一行")
    screen.box.press("Shift+Enter")
    screen.box.press_sequentially("第二行")
    for _ in range(6):  # the second and later ones repeat
        screen.page.keyboard.down("Enter")
    screen.page.keyboard.up("Enter")
    screen.shows("第一行\n第二行")
    screen.box.press_sequentially("后来")
    screen.box.press("Enter")
    expect(screen.state("后来")).to_contain_text("已")
    assert said(real_cast) == ["第一行\n第二行", "后来"]
    assert screen.box.input_value() == ""


def test_an_agent_may_choose_ctrl_enter(windows: Windows, real_cast: Cast) -> None:
    thread = real_cast.thread("在吗")
    browser = windows.member(real_cast.mei)
    desk = desk_in(browser, thread.pk)
    desk.shows("在吗")
    desk.page.get_by_role("button", name="我：小梅").click()
    with desk.page.expect_response("**/preferences/"):
        desk.page.get_by_text("Ctrl + Enter", exact=True).click()
    desk.page.keyboard.press("Escape")
    for round_ in ("甲", "乙"):
        desk.box.press_sequentially(f"{round_}一")
        desk.box.press("Enter")
        desk.box.press_sequentially(f"{round_}二")
        desk.page.wait_for_timeout(100)
        assert desk.box.input_value() == f"{round_}一\n{round_}二"
        desk.box.press("Control+Enter")
        desk.shows(f"{round_}一\n{round_}二")
        expect(desk.box).to_have_value("")
        desk.page.reload()  # the choice follows the person
        desk.shows("在吗")
    assert said(real_cast) == ["甲一\n甲二", "乙一\n乙二"]
