"""What the shop knows, in an agent's day: found by an alias, said by a key, asked once for all."""

from playwright.sync_api import expect

from conversations.speaker import buyer_of
from scripts_library.knowledge.models import Sheet
from scripts_library.models import ScriptUse
from tests.browser.stored import words_of
from tests.browser.test_scripts import eventually
from tests.browser.windows import Windows
from tests.cast import Cast, send
from tests.knowledge.some import FACTS, sheet, some_answer, stocked


def test_an_answer_by_a_key_and_a_checklist_that_a_colleague_sees(
    windows: Windows, real_cast: Cast
) -> None:
    product = stocked(real_cast)
    some_answer(real_cast, product, "几点发货", "{商品}今天 {几点?} 前发。", asks=["什么时候发"])
    thread = real_cast.thread("在吗")
    mei, tom = windows.desk(real_cast.mei, thread.pk), windows.desk(real_cast.tom, thread.pk)
    part = mei.page.locator("[data-knowledge]")
    expect(part).to_be_hidden()

    # It follows what the buyer says, by an alias, and offers what was asked.
    send(buyer_of(real_cast.shop.pk), thread, "毛圈卫衣什么时候发呀，我 165")
    expect(part.get_by_text("620 g")).to_be_visible()
    expect(part.locator("[data-answer-key]")).to_have_count(1)

    # A key puts it in, its blank chosen; nothing is sent before that is filled, nor by itself.
    mei.box.press("Alt+1")
    expect(mei.box).to_have_value("棉朵卫衣今天 {几点?} 前发。")
    assert mei.box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)") == (
        "{几点?}"
    )
    mei.box.press("Enter")
    assert len(words_of(thread.pk)) == 2
    mei.page.keyboard.type("17:00")
    mei.box.press("Enter")
    mei.shows("棉朵卫衣今天 17:00 前发。")
    use = eventually(lambda: ScriptUse.objects.filter(conversation_id=thread.pk).first())
    assert use is not None and not use.edited

    # What was asked and answered is there for a colleague at once, and offered to the size form.
    asked = part.locator("[data-tick]")
    expect(asked).to_have_count(3)
    part.locator(".know__ticks").evaluate("part => { part.open = true; }")
    asked.nth(1).locator("[data-tick-answer]").fill("110 斤")
    asked.nth(1).locator("[data-tick-answer]").press("Enter")
    expect(asked.nth(1)).to_have_attribute("data-ticked", "")
    expect(asked.nth(1).locator("[data-tick-answer]")).to_be_focused()
    asked.nth(0).locator("[data-tick-answer]").fill("一米六")
    asked.nth(0).locator("[data-tick-answer]").press("Escape")
    expect(asked.nth(0).locator("[data-tick-answer]")).to_have_value("")
    theirs = tom.page.locator("[data-knowledge] [data-tick]").nth(1)
    expect(theirs.locator("[data-tick-box]")).to_be_checked()
    expect(theirs).to_contain_text("小梅")
    mei.page.reload()
    expect(mei.page.locator("[data-size-form] [name=weight]")).to_have_value("110")

    # Words half written are not taken away by news; the news comes after.
    words = asked.nth(2).locator("[data-tick-answer]")
    words.fill("周")
    facts = Sheet.objects.get(shop=real_cast.shop, kind="facts")
    sheet(real_cast.qin, "facts", product, {**FACTS, "weight_g": "777"}, seen=facts.edits)
    theirs_now = tom.page.locator("[data-knowledge]")
    expect(theirs_now.get_by_text("777 g")).to_be_visible()
    expect(words).to_have_value("周")
    words.press("Escape")
    mei.box.focus()
    expect(part.get_by_text("777 g")).to_be_visible()
