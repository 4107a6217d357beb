"""Cases in Chromium: two people at one case, a question of approval, all by keyboard."""

import re

from playwright.sync_api import expect

from aftersales.actions.appealing import appeal
from aftersales.doer import buyer_of, staff_of
from aftersales.machine.words import Kind, State, Verb
from tests.aftersales.ordered import fresh, let_pass, opened
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast


def test_two_at_one_case_and_a_question_of_approval(windows: Windows, real_cast: Cast) -> None:
    windows.witness.allow("409")
    first, second = opened(real_cast, words="袖口开线"), opened(real_cast, amount_fen=9_000)
    let_pass(first)
    page = page_in(windows.member(real_cast.mei), "/cases/")
    rows = page.locator("[data-row]")
    expect(rows.nth(0)).to_contain_text("袖口开线")
    expect(rows.nth(0)).to_have_attribute("data-step", "4")
    expect(page.locator("[data-rail-cases]")).to_have_text("1")

    # What others do is on screen by itself; the keyboard opens what it stands on.
    third = opened(real_cast, kind=Kind.RETURN, amount_fen=2_000)
    expect(page.locator(f"[data-row='{third.pk}']")).to_be_visible()
    page.keyboard.press("5")
    expect(page).to_have_url(re.compile("tab=all"))
    page.keyboard.press("j")
    expect(rows.nth(0)).to_have_attribute("aria-current", "true")
    page.keyboard.press("Enter")

    # The second of two reads who was faster, in the dialog that is open.
    expect(page.get_by_role("heading", level=1)).to_contain_text("仅退款")
    page.wait_for_load_state()  # its keys are there
    page.keyboard.press("r")
    dialog = page.locator("[data-dialog=refuse]")
    dialog.locator("[name=seen]").fill("查过了")
    dialog.locator("[name=reason]").fill("没有问题")
    appeal(doer=buyer_of(real_cast.shop.pk, "贝贝"), case_id=first.pk, verb=Verb.WITHDRAW)
    expect(dialog.get_by_role("alert")).to_contain_text("贝贝")
    dialog.locator("[data-submit]").click()
    expect(dialog.get_by_role("alert")).to_contain_text("刚被贝贝动过")
    page.keyboard.press("Escape")
    expect(page.locator(".cp-steps [aria-current]")).to_contain_text("买家已撤销")

    # Above the limit it goes to somebody else, who says yes by one press.
    page.goto(f"/cases/{second.pk}/")
    expect(page.locator(".cp-moves")).to_contain_text("超过您的额度 ¥50.00")
    page.keyboard.press("a")
    page.locator("[data-dialog=approval] [name=reason]").fill("照片很清楚")
    page.locator("[data-dialog=approval] [data-submit]").click()
    expect(page.locator(".cp-waits--note")).to_contain_text("照片很清楚")
    boss = page_in(windows.member(real_cast.qin), "/cases/")
    boss.keyboard.press("a")
    expect(boss.locator("main[data-approvals]")).to_be_visible()
    boss.wait_for_load_state()  # its buttons are heard
    boss.get_by_role("button", name="批准").click()
    expect(boss.locator("[data-toast]")).to_contain_text("批了")
    expect(page.locator(".cp-steps [aria-current]")).to_contain_text("退款中")
    assert fresh(second).state == State.REFUNDING


def test_a_case_on_a_phone(windows: Windows, real_cast: Cast) -> None:
    case = opened(real_cast, kind=Kind.EXCHANGE, amount_fen=0, doer=staff_of(real_cast.mei))
    page = page_in(windows.member(real_cast.lan, PHONE), "/cases/")
    expect(page.locator(".rail__link:visible")).to_have_count(8)
    page.locator(f"[data-row='{case.pk}'] [data-open]").click()
    expect(page).to_have_url(re.compile(f"/cases/{case.pk}/"))
    page.wait_for_load_state()  # its buttons are heard once its scripts have run
    page.locator("[data-main]").click()
    page.locator("[data-dialog=agree] [data-submit]").click()
    expect(page.locator(".cp-steps [aria-current]")).to_contain_text("待买家寄回")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_on_a_phone_what_can_be_done_takes_two_rows(windows: Windows, real_cast: Cast) -> None:
    case = opened(real_cast, kind=Kind.RETURN, amount_fen=10_000, words="袖口开线")
    page = page_in(windows.member(real_cast.lan, PHONE), f"/cases/{case.pk}/")
    moves = page.locator(".cp-moves")
    main = moves.locator("[data-main]").bounding_box()
    bar = moves.bounding_box()
    assert main is not None and bar is not None
    assert bar["height"] <= 2 * 44 + 8 + 2 * 8 + 1
    assert main["height"] >= 44 and main["width"] > bar["width"] / 2
    for button in moves.get_by_role("button").all():
        button.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=0.99)
    moves.get_by_text("替买家记").tap()
    for one in moves.locator("ul button").all():
        expect(one).to_be_in_viewport(ratio=0.99)
