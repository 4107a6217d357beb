"""Cards from the panel into the chat, answered on a phone: both screens agree, and keep it."""

from playwright.sync_api import Locator, expect

from conversations.models import Card, Conversation, Entry
from helpdesk.commerce.models import Order
from helpdesk.commerce.receivers import opened
from tests.browser.proxy import Proxy
from tests.browser.screens import Chat, Desk
from tests.browser.stored import only_thread
from tests.browser.windows import PHONE, Windows, chat_in
from tests.cast import Cast
from tests.conversations.carded import ask, ordered, product, say


def meet(
    windows: Windows, cast: Cast, *, size: tuple[int, int] = PHONE
) -> tuple[Chat, Desk, Conversation, Order]:
    """Bea on her phone, Mei at her desk with Bea's order beside the chat."""
    bea = windows.chat(cast.shop, size)
    bea.say("我那件卫衣发了吗")
    bea.settled(1)
    thread = only_thread(cast.shop)
    order = ordered(cast, thread)
    desk = windows.desk(cast.mei, thread.pk)
    desk.shows("我那件卫衣发了吗")
    expect(desk.page.locator(f"[data-order='{order.pk}']")).to_be_visible()
    return bea, desk, thread, order


def cards(screen: Chat | Desk) -> Locator:
    return screen.log.locator("li[data-kind=card] [data-card]")


def press(desk: Desk, order: Order, name: str) -> None:
    card = desk.page.locator(f"[data-order='{order.pk}']")
    card.get_by_role("button", name=name, exact=True).click()


def test_cards_are_sent_answered_and_kept(windows: Windows, real_cast: Cast) -> None:
    hoodie = product(real_cast, name="棉朵卫衣", facts="380g 加绒棉", colours=["燕麦色"])
    bea, desk, thread, order = meet(windows, real_cast)
    press(desk, order, "发订单卡片")
    for screen in (bea, desk):
        expect(cards(screen)).to_have_count(1)
        expect(cards(screen).first).to_contain_text("云感连帽卫衣 燕麦色 M")
        expect(cards(screen).first).to_contain_text("¥160.00")
    desk.say("棉朵卫衣也有货")
    bea.shows("棉朵卫衣也有货")
    expect(desk.page.locator("[data-buyer]")).to_be_visible()
    desk.page.reload()
    desk.page.get_by_role("button", name="发商品卡片").first.click()
    expect(cards(bea).last).to_contain_text("380g 加绒棉")
    press(desk, order, "核对地址")
    question = cards(bea).last
    expect(question).to_contain_text("张** 138****5678")
    expect(question).not_to_contain_text("解放路")
    expect(cards(desk).last).to_contain_text("等买家回答")
    part = desk.page.locator(f"[data-order='{order.pk}'] .asked")
    expect(part).to_contain_text("还没答")

    question.get_by_role("button", name="要改").click()
    expect(question.get_by_label("收货人")).to_be_focused()
    question.get_by_role("button", name="告诉店里").click()
    expect(question.get_by_role("alert")).to_contain_text("还没写要改什么")
    question.get_by_label("手机").fill("13900001234")
    question.get_by_label("其他").fill("麻烦放门卫")
    question.get_by_role("button", name="告诉店里").click()
    for screen in (bea, desk):
        expect(cards(screen).last.get_by_role("status")).to_contain_text("手机 139****1234")
        expect(cards(screen).last.get_by_role("status")).to_contain_text("麻烦放门卫")
        expect(screen.log).to_contain_text("订单 …7731 的地址要改")
    expect(question.get_by_role("button")).to_have_count(0)
    expect(part).to_contain_text("13900001234")
    expect(desk.page.locator(".panel__change")).to_contain_text("买家要改订单 …7731")
    expect(desk.row("麻烦放门卫")).to_contain_text("[要改地址]")
    part.get_by_role("button", name="处理好了").click()
    expect(part).to_contain_text("小梅处理好了")
    expect(desk.page.locator(".panel__change")).to_have_count(0)

    words = [cards(screen).all_text_contents() for screen in (bea, desk)]
    for screen in (bea, desk):
        screen.page.reload()
        expect(cards(screen)).to_have_count(3)
        expect(cards(screen).last.get_by_role("status")).to_contain_text("139****1234")
    assert [cards(screen).all_text_contents() for screen in (bea, desk)] == words
    order.refresh_from_db()
    assert opened(order, "receiver_phone") == "13812345678", "the order is a person's to change"
    kinds = list(Card.objects.filter(conversation_id=thread.pk).values_list("kind", "product"))
    assert sorted(kinds) == sorted([("order", None), ("product", hoodie.pk), ("address", None)])


def test_by_keyboard_alone_and_asked_again(windows: Windows, real_cast: Cast) -> None:
    bea, desk, thread, order = meet(windows, real_cast)
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("o")
    focused = desk.page.locator(":focus")
    expect(focused).to_have_text("发订单卡片")
    desk.page.keyboard.press("Tab")
    expect(focused).to_have_text("核对地址")
    desk.page.keyboard.press("Enter")
    expect(cards(bea)).to_have_count(1)
    expect(desk.page.locator(".asked")).to_be_visible()
    press(desk, order, "核对地址")
    expect(cards(bea)).to_have_count(2)
    for screen in (bea, desk):
        expect(cards(screen).first).to_contain_text("以新的为准")
    expect(cards(bea).first.get_by_role("button")).to_have_count(0)
    change = cards(bea).last.get_by_role("button", name="要改")
    change.focus()
    bea.page.keyboard.press("Enter")
    bea.page.keyboard.type("李")
    bea.page.keyboard.press("Escape")
    expect(change).to_be_focused()
    bea.page.keyboard.press("Enter")
    expect(cards(bea).last.get_by_label("收货人")).to_have_value("李")  # kept like a draft
    bea.page.keyboard.press("Escape")
    bea.page.keyboard.press("Tab")
    bea.page.keyboard.press("Enter")
    for screen in (bea, desk):
        expect(cards(screen).last.get_by_role("status")).to_contain_text("说地址没错")
    assert Entry.objects.filter(conversation_id=thread.pk, kind="answer").count() == 1


def test_an_answer_given_without_a_line_waits_and_arrives(
    windows: Windows, line: Proxy, real_cast: Cast
) -> None:
    bea, desk, thread, order = meet(windows, real_cast)
    ask(real_cast.mei, thread, order)
    expect(cards(bea)).to_have_count(1)
    with windows.witness.line_down():
        line.cut()
        expect(bea.page.locator("#line-words")).to_contain_text("网络断开")
        cards(bea).get_by_role("button", name="地址没错").click()
        expect(cards(bea).get_by_role("status")).to_have_text("等网络")
        line.mend()
        for screen in (bea, desk):
            expect(cards(screen).get_by_role("status")).to_contain_text(
                "说地址没错", timeout=20_000
            )
    assert Card.objects.get(conversation_id=thread.pk).state == "right"


def test_in_two_tabs_the_first_answer_counts_and_no_word_is_lost(
    windows: Windows, real_cast: Cast
) -> None:
    bea, _, thread, order = meet(windows, real_cast)
    sent = ask(real_cast.mei, thread, order)
    other = chat_in(bea.page.context, real_cast.shop)
    cards(other).get_by_role("button", name="要改").click()
    cards(other).get_by_label("其他").fill("换个门卫")
    say(thread, sent.seq)
    expect(cards(other).get_by_role("status")).to_contain_text("说地址没错")
    expect(other.box).to_have_value("换个门卫")
    expect(other.page.locator("#notice")).to_contain_text("这张卡片不用答了")


def test_what_may_not_be_sent_says_why(windows: Windows, real_cast: Cast) -> None:
    bea, desk, thread, order = meet(windows, real_cast)
    Order.objects.filter(pk=order.pk).update(state="shipped")
    press(desk, order, "核对地址")
    expect(desk.log).to_contain_text("没发出去：订单 …7731 已经发货，核对地址来不及了")
    expect(desk.log.get_by_role("button", name="重试")).to_have_count(0)
    desk.log.get_by_role("button", name="不发了").click()
    press(desk, order, "发订单卡片")
    expect(cards(bea)).to_contain_text("运输中")
    tom = windows.desk(real_cast.tom, thread.pk)
    press(tom, order, "发订单卡片")
    expect(tom.page.locator("[data-toast]")).to_contain_text("小梅在接待这位买家")
    expect(cards(bea)).to_have_count(1)


def test_a_card_is_taken_back(windows: Windows, real_cast: Cast) -> None:
    bea, desk, _, order = meet(windows, real_cast)
    press(desk, order, "核对地址")
    expect(cards(bea)).to_have_count(1)
    desk.page.get_by_role("button", name="这张卡片的更多操作").click()
    desk.page.get_by_role("menuitem", name="撤回").click()
    expect(bea.log).to_contain_text("小梅撤回了一条消息")
    expect(desk.log).to_contain_text("您撤回了一条消息")
    for screen in (bea, desk):
        expect(cards(screen)).to_have_count(0)
    expect(desk.page.locator(".asked")).to_have_count(0)
