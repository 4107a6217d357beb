"""What a shop keeps to itself, as people see it: notes with mentions, later, blacklist, ratings."""

import re

from playwright.sync_api import Page, expect

from conversations.actions.making_tags import make_tag
from conversations.actions.sessions import take_session
from conversations.actions.snoozing import wake_snoozed
from conversations.models import Block, ChatSession, Conversation, Note, Rating
from helpdesk.kernel.clock import now
from tests.browser.screens import Desk
from tests.browser.windows import PHONE, Windows
from tests.cast import Cast, agent, send

SECRET = "圆通慢半天，能补发顺丰吗"


def held(cast: Cast, words: str = "什么时候到") -> Conversation:
    thread = cast.thread(words)
    take_session(actor=agent(cast.mei), conversation_id=thread.pk)
    send(agent(cast.mei), thread, "帮您查一下")
    return thread


def more(desk: Desk, words: str) -> None:
    desk.page.get_by_role("button", name=re.compile("^更多：")).click()
    desk.page.get_by_role("menuitem", name=words).click()


def note(page: Page, words: str) -> None:
    page.keyboard.press("m")
    box = page.get_by_role("combobox", name="写内部备注")
    expect(box).to_be_focused()
    page.keyboard.type(words)


def test_a_note_names_a_colleague_in_another_window_and_never_the_buyer(
    windows: Windows, real_cast: Cast
) -> None:
    bea = windows.chat(real_cast.shop)
    bea.say("什么时候到")
    mei, qin = windows.desk(real_cast.mei), windows.desk(real_cast.qin)
    mei.open("什么时候到")
    mei.page.keyboard.press("Escape")
    note(mei.page, "@秦")
    expect(mei.page.get_by_role("option", name="秦越")).to_have_attribute("aria-selected", "true")
    mei.page.keyboard.press("Enter")
    mei.page.keyboard.type(SECRET)
    mei.page.keyboard.press("Enter")
    written = mei.log.locator("li.note", has_text=SECRET)
    expect(written).to_contain_text("买家看不到")
    expect(written.locator("em")).to_have_text("@秦越")
    expect(mei.page.get_by_role("combobox", name="写内部备注")).to_have_value("")

    mentions = qin.page.get_by_role("button", name=re.compile("^提到我的"))
    expect(mentions).to_contain_text("1")
    mentions.click()
    qin.page.get_by_role("button", name=re.compile(SECRET)).click()
    expect(qin.log.locator("li.note", has_text=SECRET)).to_be_visible()
    expect(mentions).not_to_contain_text("1")

    mei.page.keyboard.press("Escape")
    mei.say("帮您问了")
    bea.shows("帮您问了")
    assert SECRET not in bea.page.content()


def test_a_note_draft_is_not_a_message_draft(windows: Windows, real_cast: Cast) -> None:
    thread = held(real_cast)
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.box.fill("给买家的半句")
    desk.page.keyboard.press("Alt+m")
    desk.page.keyboard.type("给同事的半句")
    desk.page.reload()
    desk.ready()
    box = desk.page.get_by_role("combobox", name="写内部备注")
    expect(box).to_have_value("给同事的半句")
    box.press("Escape")
    expect(desk.box).to_have_value("给买家的半句")
    assert not Note.objects.filter(conversation_id=thread.pk).exists()


def test_an_author_changes_and_deletes_a_note(windows: Windows, real_cast: Cast) -> None:
    thread = held(real_cast)
    desk, other = windows.desk(real_cast.mei, thread.pk), windows.desk(real_cast.tom, thread.pk)
    desk.shows("帮您查一下")
    note(desk.page, "写错了")
    desk.page.keyboard.press("Enter")
    row = desk.log.locator("li.note")
    row.get_by_role("button", name="这条备注的更多操作").click()
    desk.page.get_by_role("menuitem", name="改这条备注").click()
    desk.dialog.get_by_role("textbox").fill("改对了")
    desk.dialog.get_by_role("button", name="存备注").click()
    expect(other.log.locator("li.note")).to_contain_text("改对了")
    expect(other.log.locator("li.note").get_by_role("button")).to_have_count(0)
    row.get_by_role("button", name="这条备注的更多操作").click()
    desk.page.get_by_role("menuitem", name="删掉").click()
    for screen in (desk, other):
        expect(screen.log).to_contain_text("小梅删掉了一条内部备注")


def test_a_rating_whose_script_was_lost_on_the_way_is_asked_again(
    windows: Windows, real_cast: Cast
) -> None:
    bea = windows.chat(real_cast.shop, PHONE)
    bea.say("什么时候到")
    mei = windows.desk(real_cast.mei)
    mei.open("什么时候到")
    mei.say("明天到")
    bea.shows("明天到")
    with windows.witness.line_down():
        bea.page.route("**/*rating*.js", lambda route: route.abort(), times=1)
        with bea.page.expect_event("requestfailed"):
            mei.page.keyboard.press("Escape")
            mei.page.keyboard.press("e")
            mei.page.keyboard.press("1")
        for what in ("offline", "online"):
            bea.page.evaluate("what => dispatchEvent(new Event(what))", what)
    expect(bea.page.get_by_role("form", name="这次小梅帮到您了吗？")).to_be_visible()


def test_finished_with_a_reason_and_rated_from_the_phone(windows: Windows, real_cast: Cast) -> None:
    bea = windows.chat(real_cast.shop, PHONE)
    bea.say("有优惠吗")
    mei = windows.desk(real_cast.mei)
    mei.open("有优惠吗")
    mei.say("满二百减二十")
    bea.shows("满二百减二十")
    mei.page.keyboard.press("Escape")
    mei.page.keyboard.press("e")
    expect(mei.dialog).to_contain_text("因为什么没买")
    mei.page.keyboard.press("1")
    form = bea.page.get_by_role("form", name="这次小梅帮到您了吗？")
    expect(form).to_contain_text("和订单、退款都没关系")
    form.get_by_role("button", name="交给店里").click()
    expect(form.get_by_role("alert")).to_have_text("先选一个")
    form.get_by_text("满意", exact=True).click()
    form.get_by_role("textbox").fill("回得利索")
    form.get_by_role("button", name="交给店里").click()
    expect(form).to_be_hidden()
    expect(bea.log).to_contain_text("您评过了")
    expect(mei.log).to_contain_text("买家给这次接待评了「满意」：回得利索")
    rating = Rating.objects.get(shop=real_cast.shop)
    assert (rating.score, rating.comment) == (4, "回得利索")
    assert ChatSession.objects.get(shop=real_cast.shop).not_bought == "价格"
    bea.page.reload()
    bea.online()
    expect(form).to_be_hidden()


def test_put_off_by_key_and_back_at_its_time(windows: Windows, real_cast: Cast) -> None:
    thread = held(real_cast)
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("帮您查一下")
    desk.page.keyboard.press("z")
    desk.page.keyboard.press("Enter")
    row = desk.list.locator(f"li[data-conversation='{thread.pk}']")
    expect(row).to_contain_text("稍后")
    later = desk.page.get_by_role("button", name=re.compile("^稍后"))
    expect(later).to_contain_text("1")
    Conversation.objects.filter(pk=thread.pk).update(snoozed_until=now())
    assert wake_snoozed() == 1
    expect(row).to_contain_text("到时间了")
    toast = desk.page.locator("[data-toast]")
    expect(toast).to_contain_text("时间到了")
    later.click()
    expect(desk.rows).to_have_count(1)
    desk.say("查到了")
    expect(desk.rows).to_have_count(0)


def test_blocked_and_what_both_read(windows: Windows, real_cast: Cast) -> None:
    bea = windows.chat(real_cast.shop)
    bea.say("骂人")
    qin = windows.desk(real_cast.qin)
    qin.open("骂人")
    more(qin, "拉黑买家")
    qin.dialog.get_by_role("button", name="拉黑这位买家").click()
    expect(qin.dialog.get_by_role("alert")).to_contain_text("还没写为什么")
    qin.dialog.get_by_label("为什么").fill("反复辱骂")
    qin.dialog.get_by_role("button", name="拉黑这位买家").click()
    expect(qin.page.get_by_text("这位买家在黑名单里")).to_be_visible()
    bea.say("再骂")
    expect(bea.state("再骂")).to_contain_text("店家现在不接收您的消息")
    assert Block.objects.get(shop=real_cast.shop).reason == "反复辱骂"
    more(qin, "解除拉黑")
    expect(qin.box).to_be_visible()
    bea.bubble("再骂").get_by_role("button", name="重试").click()
    qin.shows("再骂")


def test_many_are_finished_and_taken_back(windows: Windows, real_cast: Cast) -> None:
    threads = [held(real_cast, f"第 {at} 位") for at in range(3)]
    rows = Conversation.objects.filter(pk__in=[one.pk for one in threads])
    rows.update(last_at=now().replace(year=now().year - 1))
    desk = windows.desk(real_cast.mei)
    desk.page.keyboard.press("x")
    button = desk.dialog.get_by_role("button", name="结束这 3 个")
    expect(button).to_be_enabled()
    button.click()
    toast = desk.page.locator("[data-toast]")
    expect(toast).to_contain_text("结束了 3 个接待")
    assert rows.filter(state="finished").count() == 3
    toast.get_by_role("button", name="撤销").click()
    expect(toast).to_contain_text("3 个接着聊")
    assert rows.filter(state="active").count() == 3


def test_tags_and_stage_by_key(windows: Windows, real_cast: Cast) -> None:
    thread = held(real_cast)
    for name in ("尺码", "催物流"):
        make_tag(actor=agent(real_cast.qin), name=name)
    real_cast.thread("别的会话")
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("帮您查一下")
    desk.page.keyboard.press("l")
    desk.page.keyboard.type("物流")
    expect(desk.dialog.get_by_role("option")).to_have_text(["催物流"])
    desk.page.keyboard.press("Enter")
    row = desk.list.locator(f"li[data-conversation='{thread.pk}']")
    expect(row).to_contain_text("催物流")
    desk.page.keyboard.type("没有的词")
    expect(desk.dialog.get_by_role("status")).to_contain_text("请主管在设置里加")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("p")
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("Enter")
    expect(row).to_contain_text("售中")
    desk.page.get_by_role("button", name="标签", exact=True).first.click()
    desk.page.get_by_role("menuitem", name="催物流").click()
    expect(desk.rows).to_have_count(1)


def test_how_to_talk_with_a_buyer(windows: Windows, real_cast: Cast) -> None:
    thread = held(real_cast)
    desk = windows.desk(real_cast.mei, thread.pk)
    panel = desk.page.locator("[data-context-body]")
    panel.get_by_role("button", name="类型和性格").click()
    desk.dialog.get_by_label("性格").select_option("brisk")
    desk.dialog.get_by_role("button", name="存资料").click()
    expect(panel).to_contain_text("先说结论，再说时间")
