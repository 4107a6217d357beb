"""Long messages, long threads, long lists."""

import time

from django.db import connection
from playwright.sync_api import expect

from tests.browser.stored import only_thread, words_of
from tests.browser.windows import Windows, desk_in
from tests.cast import Cast
from tests.conversations.crowd import crowd

LONG_SQL = """
INSERT INTO conversations_entry (shop_id, conversation_id, seq, session_number, kind, side, text,
    client_id, recalled, at)
SELECT %(shop)s, %(thread)s, n, 1, 'message', 'buyer', '第 ' || n || ' 句', gen_random_uuid(),
    false, now() - (10000 - n) * interval '1 minute' FROM generate_series(2, 10000) AS n;
UPDATE conversations_conversation SET last_seq = 10000, last_text = '第 10000 句'
WHERE id = %(thread)s;
UPDATE conversations_chatsession SET opened_at = now() WHERE conversation_id = %(thread)s"""


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
        cursor.execute(LONG_SQL, {"shop": real_cast.shop.pk, "thread": thread.pk})
    desk = desk_in(windows.member(real_cast.mei))
    began = time.monotonic()
    desk.row("第 10000 句").click()
    desk.shows("第 10000 句")
    assert time.monotonic() - began < 2
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


def test_a_list_of_two_thousand_scrolls_on(windows: Windows, real_cast: Cast) -> None:
    crowd(shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=2000)
    began = time.monotonic()
    desk = desk_in(windows.member(real_cast.mei))
    expect(desk.rows.first).to_be_visible()
    assert time.monotonic() - began < 3
    first = desk.rows.count()
    panel = desk.page.locator("[data-list-panel]")
    for _ in range(6):
        panel.evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
        desk.page.wait_for_timeout(250)
    assert desk.rows.count() > first + 150
    times = desk.list.evaluate(
        "list => [...list.querySelectorAll('li.row')].map((r) => r.dataset.conversation)"
    )
    assert len(times) == len(set(times))
    late = real_cast.thread("刚来的")
    expect(desk.unread(late.pk)).to_have_text("1")
