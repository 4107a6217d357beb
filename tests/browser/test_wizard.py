"""From the order beside the chat through the wizard, by keyboard, back to the message box."""

import re

from playwright.sync_api import expect

from aftersales.models import Case
from conversations.actions.sessions import take_session
from conversations.models import Conversation
from scripts_library.models import ScriptUse
from tests.browser.test_scripts import eventually
from tests.browser.windows import Windows
from tests.browser.wizard_pages import sewn
from tests.cast import Cast, agent


def test_a_case_from_the_order_to_the_words_in_the_box(windows: Windows, real_cast: Cast) -> None:
    windows.witness.allow("400")
    windows.witness.allow("409")
    order, thread = sewn(real_cast)
    take_session(actor=agent(real_cast.mei), conversation_id=thread)
    desk = windows.desk(real_cast.mei, thread)
    page = desk.page
    expect(page.locator("[data-open-case]")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile(rf"/cases/new/\?order={order.pk}$"))
    page.wait_for_load_state()

    # Steps by their number; nothing works on its own before it is told what happened.
    page.keyboard.press("1")
    expect(page.get_by_role("checkbox", name="云感连帽卫衣")).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="A 不喜欢").check()
    expect(page.locator("#freight")).to_contain_text("运费：买家")
    page.get_by_role("radio", name="B 质量").check()
    expect(page.locator("#freight")).to_contain_text("运费：商家")
    page.keyboard.press("2")
    page.get_by_role("checkbox", name=re.compile("袖口.png")).check()
    page.get_by_role("checkbox", name=re.compile("右袖口开线了")).check()
    page.keyboard.press("4")
    page.keyboard.press("Space")
    amount = page.get_by_role("textbox", name="退给买家多少")
    expect(amount).to_have_value("20.00")
    box = page.locator("[data-say]")
    expect(box).to_have_value(re.compile("退您 ¥20.00"))

    # A sum that cannot be: said in place, and the words of step 2 are still there.
    page.get_by_role("textbox", name="经过").fill("没洗过")
    amount.fill("0.005")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-problem]")).to_contain_text("要精确到分")
    expect(page.get_by_role("textbox", name="经过")).to_have_value("没洗过")
    expect(page.get_by_role("checkbox", name=re.compile("袖口.png"))).to_be_checked()
    assert not Case.objects.filter(order=order).exists()

    # One's own words stay when the sum changes; then all of it, into the box and not out of it.
    page.get_by_role("textbox", name="退给买家多少").fill("25")
    page.get_by_role("textbox", name="退给买家多少").press("Tab")
    expect(page.locator("[data-save]")).to_contain_text("开单并同意，¥25.00")
    expect(box).to_have_value(re.compile("退您 ¥25.00"))
    box.press("End")
    box.press_sequentially("麻烦您了")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(rf"/desk/{thread}/"))
    expect(page.locator("[data-text]")).to_have_value(re.compile("退您 ¥25.00.*麻烦您了"))
    case = Case.objects.get(order=order)
    assert (case.state, case.amount_fen, case.words) == ("refunding", 2_500, "没洗过")

    assert Conversation.objects.get(pk=thread).last_side == "buyer"

    # Sent, they count as a use of the script that they began as, edited.
    expect(page.locator("[data-scripts]")).to_be_visible()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some((one) => one.name.includes('/pack/'))"
    )
    page.locator("[data-text]").press("Enter")
    expect(page.locator("[data-text]")).to_have_value("")
    uses = ScriptUse.objects.filter(shop=real_cast.shop, conversation_id=thread)
    assert eventually(uses.first).edited is True
