"""Long messages, long threads, long lists."""

import re

from django.db import connection
from playwright.sync_api import expect

from conversations.models import Conversation
from conversations.speaker import buyer_of
from tests.browser.effort import Effort
from tests.browser.screens import Desk
from tests.browser.stored import only_thread, words_of
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast, send
from tests.conversations.crowd import crowd

LONG_SQL = """
INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, side, text,
    client_id, recalled, at)
SELECT %(shop)s, %(thread)s, n, 1, 'message', 'buyer', '第 ' || n || ' 句', gen_random_uuid(),
    false, now() - (%(last)s - n) * interval '1 minute' FROM generate_series(2, %(last)s) AS n;
UPDATE conversations_conversation SET last_seq = %(last)s, last_text = '第 ' || %(last)s || ' 句'
WHERE id = %(thread)s;
UPDATE conversations_chatsession SET opened_at = now() WHERE conversation_id = %(thread)s"""

# The crowd of before gets keys of its own, so that another may come.
MORE_SQL = """UPDATE commerce_buyer SET visitor_key = 'first-' || visitor_key
WHERE shop_id = %(shop)s"""


def test_too_long_a_message_is_said_calmly_and_kept(windows: Windows, real_cast: Cast) -> None:
    buyer = windows.chat(real_cast.shop)
    buyer.say("在吗")
    expect(buyer.state("在吗")).to_contain_text("已")
    thread = only_thread(real_cast.shop).pk
    desk = windows.desk(real_cast.mei, thread)
    desk.shows("在吗")
    tail = "𠮷👨‍👩‍👧"
    most = "字" * 4994 + tail
    for screen in (buyer, desk):
        screen.box.focus()
        screen.page.keyboard.insert_text(most + "多")
        status = screen.page.get_by_role("status").filter(has_text="1")
        expect(status.filter(has_text="字").first).to_be_visible()
        screen.box.press("Enter")
        screen.page.wait_for_timeout(100)
        expect(
            screen.page.get_by_text("一条最多 5,000 字")
            .or_(screen.page.get_by_text("一条最多 5000 字"))
            .first
        ).to_be_visible()
        assert screen.box.input_value() == most + "多"
        screen.box.press("Backspace")
        screen.box.press("Enter")
        expect(screen.box).to_have_value("")
    assert len(most) == 5000
    buyer.settled(3)
    assert sorted(words_of(thread)) == sorted(["在吗", most, most])


def test_nothing_moves_the_send_button_while_the_room_runs_out(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("在吗")
    desk = windows.desk(real_cast.mei, thread.pk)
    buyer = windows.chat(real_cast.shop)
    desk.shows("在吗")
    for screen in (desk, buyer):
        lefts = set()
        for count in (10, 4990, 5001):
            screen.box.fill("字" * count)
            place = screen.send.bounding_box()
            assert place is not None
            lefts.add(round(place["x"]))
        assert len(lefts) == 1, lefts


def test_a_thread_of_ten_thousand_opens_quickly_and_scrolls_into_the_past(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("第 1 句")
    with connection.cursor() as cursor:
        cursor.execute(LONG_SQL, {"shop": real_cast.shop.pk, "thread": thread.pk, "last": 10_000})
    desk = desk_in(windows.member(real_cast.mei))
    effort = Effort(desk.page)

    def opened() -> None:
        desk.row("第 10000 句").click()
        desk.shows("第 10000 句")

    assert effort.of(opened) < 1
    expect(desk.bubble("第 10000 句")).to_be_in_viewport()
    desk.log.hover()
    for _ in range(60):
        desk.page.mouse.wheel(0, -4000)
        desk.page.wait_for_timeout(30)
        if desk.bubble("第 9500 句").count():
            break
    desk.shows("第 9500 句")
    rows = desk.log.locator("li").count()
    assert rows < 700, rows
    numbers = [int(words.split()[1]) for words in desk.words]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


FIRST_SEEN = """log => {
  const top = log.getBoundingClientRect().top;
  const row = [...log.querySelectorAll("li[data-kind=other]")]
    .find((each) => each.getBoundingClientRect().top > top + 100);
  return { key: row.dataset.key, at: row.getBoundingClientRect().top - top };
}"""
STANDS_AT = """(log, key) => log.querySelector(`[data-key="${key}"]`).getBoundingClientRect().top
  - log.getBoundingClientRect().top"""
# What a reader meets costs at most this much more in a large place than in a small one.
DEARER = 4


def number(words: str) -> int:
    return int(words.split()[1])


def test_three_thousand_to_the_very_first_one_with_every_row_in_its_place(
    windows: Windows, real_cast: Cast
) -> None:
    thread = real_cast.thread("第 1 句")
    with connection.cursor() as cursor:
        cursor.execute(LONG_SQL, {"shop": real_cast.shop.pk, "thread": thread.pk, "last": 3000})
    desk = windows.desk(real_cast.mei, thread.pk)
    desk.shows("第 3000 句")
    effort = Effort(desk.page)
    desk.log.hover()

    first = desk.log.locator("li[data-kind=other] [data-slot=text]").first

    def up_to(goal: int) -> None:
        for _ in range(1500):
            if number(first.text_content() or "") <= goal:
                return
            desk.page.mouse.wheel(0, -6000)
            desk.page.wait_for_timeout(16)
        raise AssertionError(f"never came to {goal}")

    early = effort.of(lambda: up_to(2500))
    up_to(1800)
    # Older ones come above: what is read stays where it is, to the pixel.
    for _ in range(3):
        desk.log.evaluate("log => { log.scrollTop = 500; }")
        desk.page.wait_for_timeout(300)
        before = desk.log.evaluate(FIRST_SEEN)
        oldest = number(first.text_content() or "")
        desk.log.evaluate("log => { log.scrollTop -= 150; }")
        expect(first).not_to_have_text(f"第 {oldest} 句")
        desk.page.wait_for_timeout(300)
        assert abs(desk.log.evaluate(STANDS_AT, before["key"]) - before["at"] - 150) <= 1
    up_to(700)
    late = effort.of(lambda: up_to(200))
    assert late < early * DEARER, (early, late)
    up_to(1)
    assert desk.log.locator("li").count() < 450
    numbers = [number(words) for words in desk.words]
    assert numbers == list(range(1, numbers[-1] + 1))
    desk.page.locator("[data-to-newest]").click()
    desk.shows("第 3000 句")
    expect(desk.bubble("第 3000 句")).to_be_in_viewport()


def test_two_thousand_chats_cost_hardly_more_than_sixty(windows: Windows, real_cast: Cast) -> None:
    speaker = buyer_of(real_cast.shop.pk)

    def changes(desk: Desk) -> float:
        """Forty rows change while somebody looks at the list, those in view among them."""
        held = Conversation.objects.filter(shop=real_cast.shop)
        chats = held.count()
        waiting = held.filter(unanswered_since__isnull=False).order_by("unanswered_since")
        threads = [*waiting[:5], *held.order_by("-pk")[:15]]

        def all_of_them() -> None:
            for turn in range(40):
                send(speaker, threads[turn % 20], f"{chats} 段里第 {turn} 次改变")
            expect(desk.row(f"{chats} 段里第 24 次改变")).to_be_attached()
            count = str(held.filter(unanswered_since__isnull=False).count())
            expect(desk.tab("等待中").locator("[data-count]")).to_have_text(count)
            desk.page.wait_for_timeout(300)

        return Effort(desk.page).of(all_of_them)

    crowd(shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=60)
    desk = windows.desk(real_cast.mei)
    expect(desk.rows.nth(50)).to_be_attached()
    few = changes(desk)
    desk.page.close()

    with connection.cursor() as cursor:
        cursor.execute(MORE_SQL, {"shop": real_cast.shop.pk})
    crowd(shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=1940)
    desk = desk_in(windows.member(real_cast.mei))
    expect(desk.rows.first).to_be_visible()
    panel = desk.page.locator("[data-list-panel]")
    for _ in range(120):
        panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
        desk.page.wait_for_timeout(60)
        if desk.rows.last.get_attribute("aria-setsize") in {"2000", "2001", "2002"}:
            break
    panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
    expect(desk.rows.last).to_have_attribute("aria-posinset", re.compile("^200[0-2]$"))
    assert desk.rows.count() < 80
    panel.evaluate("panel => { panel.scrollTop = 0; }")
    many = changes(desk)
    assert many < few * DEARER + 0.3, (few, many)

    # The keys go through all of it, whatever is drawn.
    for _ in range(150):
        desk.page.keyboard.press("j")
    chosen = desk.list.locator("li:has([aria-current=true])")
    expect(chosen).to_be_in_viewport()
    assert int(chosen.get_attribute("aria-posinset") or 0) > 140
    late = real_cast.thread("刚来的")
    expect(desk.tab("等待中").locator("[data-count]")).not_to_have_text("0")
    panel.evaluate("panel => { panel.scrollTop = 0; }")
    desk.tab("等待中").click()
    panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
    expect(desk.unread(late.pk)).to_have_text("1")
