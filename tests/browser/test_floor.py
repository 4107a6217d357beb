"""The live floor in Chromium: what happens elsewhere is on screen within two seconds, watching is
seen by nobody, a whisper by the holder alone, and of two supervisors one wins."""

import re
from collections.abc import Callable
from time import monotonic

from playwright.sync_api import Locator, Page, expect

from conversations.actions.sessions import take_session
from helpdesk.accounts.models import AuditEntry, Membership
from tests.browser.proxy import Proxy
from tests.browser.stored import only_thread
from tests.browser.windows import PHONE, Windows, page_in
from tests.cast import Cast, agent, route
from tests.routing.people import at_work

SOON = 2.0
"""Seconds from the deed to the screen."""


def floor_of(windows: Windows, member: Membership, *size: tuple[int, int]) -> Page:
    page = page_in(windows.member(member, *size), "/floor/")
    expect(page.locator("[data-updated]")).to_have_text("刚刚更新")
    page.wait_for_function("() => document.querySelector('[data-region=figures] [data-key=open]')")
    return page


def figure(page: Page, name: str) -> Locator:
    return page.locator(f"[data-region=figures] [data-key={name}] dd").first


def seconds(check: Callable[[], object]) -> float:
    began = monotonic()
    check()
    return round(monotonic() - began, 2)


def test_what_happens_is_on_the_floor_within_two_seconds(
    windows: Windows, real_cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    route(real_cast.shop)
    at_work(real_cast.mei, state="busy")
    qin = floor_of(windows, real_cast.qin)
    expect(qin.locator("[data-region=queue]")).to_contain_text("没有人在排")
    buyer = windows.chat(real_cast.shop)
    buyer.say("在吗")
    queue = qin.locator("[data-region=queue] .queued")
    took = [seconds(lambda: expect(queue).to_contain_text("在吗", timeout=SOON * 1000))]
    expect(figure(qin, "queue")).to_have_text("1")
    expect(queue.locator("[data-wait]")).to_have_text(re.compile(r"^00:0\d$"))
    expect(buyer.state("在吗")).to_contain_text("已发送")
    buyer.say("再不理我就打 12315 投诉")
    angry = qin.locator("[data-region=angry] .fury")
    took.append(seconds(lambda: expect(angry).to_contain_text("12315", timeout=SOON * 1000)))
    expect(angry.locator("mark")).to_have_text(["12315", "投诉"])
    at_work(real_cast.mei)
    mei = windows.desk(real_cast.mei)
    mei.page.locator("[data-duty-button]").click()
    mei.page.get_by_role("menuitem", name=re.compile("^小休")).click()
    expect(mei.page.locator("[data-duty-words]")).to_contain_text("小休")
    person = qin.locator("[data-region=people] .on-floor", has_text="小梅")
    took.append(seconds(lambda: expect(person).to_contain_text("小休", timeout=SOON * 1000)))
    record_property("seconds", took)
    angry.get_by_role("button", name="看过了").click()
    expect(qin.locator("[data-region=angry]")).to_contain_text("或者都看过了")
    assert AuditEntry.objects.filter(shop=real_cast.shop, verb="chat.anger_seen").count() == 1


def test_a_broken_line_turns_clocks_grey_and_is_exact_afterwards(
    windows: Windows, real_cast: Cast, line: Proxy
) -> None:
    real_cast.thread("第一位")
    qin = floor_of(windows, real_cast.qin)
    expect(figure(qin, "queue")).to_have_text("1")
    with windows.witness.line_down():
        line.cut()
        expect(qin.locator(".strip")).to_contain_text("连不上服务器")
        expect(qin.locator(".strip")).to_contain_text("这里停在断开的那一刻")
        expect(qin.locator("[data-floor]")).to_have_attribute("data-offline", "")
        real_cast.thread("第二位")
        line.mend()
        qin.get_by_role("button", name="现在就试").click()
        expect(figure(qin, "queue")).to_have_text("2")
        expect(qin.locator(".strip")).to_be_hidden()


def test_watching_whispering_and_taking_over(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("第三次问了，骗子")
    expect(buyer.state("第三次问了，骗子")).to_contain_text("已发送")
    thread = only_thread(real_cast.shop)
    take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
    mei = windows.desk(real_cast.mei, thread.pk)
    tom = windows.desk(real_cast.tom, thread.pk)
    qin = floor_of(windows, real_cast.qin)
    qin.locator("[data-region=angry]").get_by_role("button", name=re.compile("^看 ")).click()
    drawer = qin.locator("[data-drawer-box]")
    expect(drawer.get_by_role("log")).to_contain_text("第三次问了，骗子")
    expect(drawer).to_contain_text("静看：客服和买家都不知道您在看")
    expect(mei.page.locator("[data-company]")).to_have_text("汤姆在看")  # and nobody else
    drawer.get_by_label("悄悄话").fill("先道歉，我批")
    drawer.get_by_label("悄悄话").press("Enter")
    expect(drawer.get_by_role("log")).to_contain_text("悄悄话 · 秦越")
    note = mei.log.locator(".note")
    expect(note).to_contain_text("悄悄话 · 秦越")
    expect(note).to_contain_text("先道歉，我批")
    expect(note).to_contain_text("只有您和主管看得到")
    expect(drawer.locator(".note")).to_contain_text("小梅看了")
    mei.say("实在抱歉")
    buyer.shows("实在抱歉")
    expect(drawer.get_by_role("log")).to_contain_text("实在抱歉")
    tom.shows("实在抱歉")
    for page in (buyer.page, tom.page):
        expect(page.locator("body")).not_to_contain_text("先道歉")
    expect(mei.page.locator("[data-company]")).to_have_text("汤姆在看")
    drawer.get_by_role("button", name="接过来…").click()
    dialog = qin.locator("dialog[open]")
    windows.witness.allow("400")
    dialog.get_by_role("button", name="接过来").click()
    expect(dialog.get_by_role("alert")).to_contain_text("要写一句为什么")
    dialog.get_by_label("为什么接过来").fill("买家要投诉")
    dialog.get_by_role("button", name="接过来").click()
    expect(dialog).to_be_hidden()
    expect(mei.log).to_contain_text("秦越")
    expect(mei.page.locator("[data-locked-words]")).to_contain_text("秦越在接待这位买家")
    mei.page.get_by_role("button", name=re.compile("为什么")).click()
    expect(mei.dialog).to_contain_text("买家要投诉")
    verbs = AuditEntry.objects.filter(shop=real_cast.shop, actor=real_cast.qin.user)
    told = set(verbs.values_list("verb", flat=True))
    assert {"chat.watched", "chat.whispered", "session.taken_over"} <= told


def test_of_two_supervisors_one_assigns_and_the_other_reads_who(
    windows: Windows, real_cast: Cast
) -> None:
    real_cast.thread("谁来接我")
    at_work(real_cast.mei, real_cast.tom)
    qin, lan = (floor_of(windows, one) for one in (real_cast.qin, real_cast.lan))
    for page, name in ((qin, "小梅"), (lan, "汤姆")):
        page.get_by_role("button", name="派给…").click()
        page.locator("dialog[open]").get_by_role("radio", name=re.compile(name)).check()
    qin.get_by_role("button", name="派给他").click()
    expect(qin.locator("[data-toast]")).to_contain_text("派给了 小梅")
    windows.witness.allow("409")
    lan.get_by_role("button", name="派给他").click()
    problem = lan.locator("dialog[open]").get_by_role("alert")
    expect(problem).to_contain_text("秦越 先派了，这位买家在 小梅 手上")
    expect(qin.locator("[data-region=queue]")).to_contain_text("没有人在排")


def test_figures_and_people_open_what_they_are_made_of_and_peak_mode_has_its_end(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    take_session(actor=agent(real_cast.mei), conversation_id=thread.pk)
    at_work(real_cast.mei)
    qin = floor_of(windows, real_cast.qin)
    qin.locator("[data-region=figures] [data-focus=waiting]").click()
    drawer = qin.locator("[data-drawer-box]")
    expect(drawer.get_by_role("heading", name="等着回")).to_be_focused()
    expect(drawer.locator(".queued")).to_have_count(1)
    qin.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(qin.locator("[data-region=figures] [data-focus=waiting]")).to_be_focused()
    qin.get_by_role("link", name="小梅").click()
    expect(drawer.get_by_role("heading", name="小梅手上的")).to_be_visible()
    drawer.get_by_role("button", name=re.compile("^看 ")).click()
    expect(drawer.get_by_role("log")).to_contain_text("在吗")
    drawer.get_by_role("button", name="回到名单").click()
    expect(drawer.get_by_role("heading", name="小梅手上的")).to_be_visible()
    qin.get_by_label("开几小时").fill("3")
    qin.get_by_role("button", name="打开高峰模式").click()
    peak = qin.get_by_role("region", name="高峰模式")
    expect(peak).to_contain_text("自动关")
    expect(peak).to_contain_text(re.compile("剩 (3 小时 0|2 小时 59) 分"))
    peak.get_by_role("button", name="现在就关").click()
    expect(qin.get_by_role("button", name="打开高峰模式")).to_be_visible()


def test_on_a_phone_it_is_one_column_and_nothing_slides(windows: Windows, real_cast: Cast) -> None:
    real_cast.thread("骗子，我要投诉")
    qin = floor_of(windows, real_cast.qin, PHONE)
    slides = "document.documentElement.scrollWidth - innerWidth"
    assert qin.evaluate(slides) <= 0
    qin.locator("[data-region=angry]").get_by_role("button", name=re.compile("^看 ")).tap()
    drawer = qin.locator("[data-drawer-box]")
    expect(drawer.get_by_role("log")).to_contain_text("骗子")
    box = drawer.bounding_box()
    assert box is not None and box["width"] == PHONE[0]
    assert qin.evaluate(slides) <= 0
    drawer.get_by_role("button", name="我来接").tap()
    expect(drawer.locator("[data-drawer-note]")).to_have_text("秦越接待")
