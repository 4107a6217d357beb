import re
from pathlib import Path
import pytest
from django.utils import timezone
from playwright.sync_api import expect
from helpdesk.accounts.models import Membership, Shop
from helpdesk.demo_shop.load import load_demo_shop
from tests.browser.windows import *
from tests.browser.screens import *
from tests.browser.proxy import Proxy
from conversations.models import Conversation
import tests.live, tests.cast
OUT = Path("/tmp/browser-shots")

@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_demo_shop(now=timezone.now())
        from helpdesk.accounts.models import User
        return Shop.objects.get(slug="demo")

@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_shots(windows, line, demo, size, dark, monkeypatch):
    w = windows
    w.witness.allow(".*")
    import tests.browser.windows as bw
    monkeypatch.setattr(tests.live, "PASSWORD", "helpdesk-demo")
    OUT.mkdir(exist_ok=True)
    tag = f"{'wide' if size == WIDE else 'phone'}-{'dark' if dark else 'light'}"
    def shot(page, name, wait=400):
        page.wait_for_timeout(wait)
        page.screenshot(path=OUT / f"{name}-{tag}.png")
    me = Membership.objects.get(shop=demo, user__username="agent1")
    owner = Membership.objects.get(shop=demo, user__username="owner")
    nobody = w.person(size, dark=dark)
    page = page_in(nobody, "/sign-in/"); shot(page, "signin")
    page.get_by_label("用户名", exact=True).fill("agent1"); page.get_by_label("密码", exact=True).fill("x"); page.keyboard.press("Enter"); page.wait_for_timeout(500); shot(page, "signin-wrong")
    shot(page_in(nobody, "/password/forgot/"), "forgot")
    ctx = w.member(me, size, dark=dark)
    desk = desk_in(ctx); shot(desk.page, "desk-empty", 800)
    thread = Conversation.objects.filter(shop=demo, state="active", owner=me).order_by("-last_seq").first()
    desk.go(thread.pk); desk.page.wait_for_timeout(800)
    shot(desk.page, "desk-thread")
    desk.page.locator(".rail__me").click() if size == WIDE else None
    if size == WIDE:
        shot(desk.page, "desk-me"); desk.page.keyboard.press("Escape")
        desk.page.evaluate("document.activeElement.blur()")
        desk.page.keyboard.press("?"); shot(desk.page, "desk-shortcuts"); desk.page.keyboard.press("Escape")
    else:
        desk.page.locator("[data-toggle-context]").click(); shot(desk.page, "desk-context", 600); desk.page.locator("[data-close-context]").click()
    other = Conversation.objects.filter(shop=demo, state="active").exclude(owner=me).first()
    desk.go(other.pk); shot(desk.page, "desk-locked", 800)
    wait = Conversation.objects.filter(shop=demo, state="waiting").first()
    if wait:
        desk.go(wait.pk); shot(desk.page, "desk-waiting", 800)
    desk.go(thread.pk); desk.page.wait_for_timeout(500)
    buyer = w.chat(demo, size, dark=dark); shot(buyer.page, "chat-empty")
    for text in ("你好", "这款手机壳有没有 iPhone 15 的？我要黑色的", "急"):
        buyer.say(text)
    buyer.settled(3)
    line.cut(); desk.page.wait_for_timeout(1600)
    desk.say("亲测过的，放心拍"); desk.say("今天发货"); desk.box.fill("还在写"); shot(desk.page, "desk-offline")
    buyer.say("断网时写的一句"); shot(buyer.page, "chat-offline")
    line.mend(); buyer.page.wait_for_timeout(200)
    buyer.page.reload(); buyer.online(); shot(buyer.page, "chat", 800)
    buyer.box.fill("字" * 5001); shot(buyer.page, "chat-long")
    desk.page.reload(); desk.page.wait_for_timeout(600); desk.box.fill("字" * 5001); desk.box.press("Control+Enter"); desk.box.press("Enter"); shot(desk.page, "desk-long")
    desk.box.fill("写了一半的话");desk.page.wait_for_timeout(400)
    from django.contrib.sessions.models import Session
    cookie = next(c for c in ctx.cookies() if "session" in c["name"])
    Session.objects.filter(session_key=cookie["value"]).delete()
    desk.page.wait_for_timeout(6500); shot(desk.page, "desk-expired")
    own = w.member(owner, size, dark=dark)
    shot(page_in(own, "/people/"), "people")
    shot(page_in(own, "/password/"), "password")
    shot(page_in(own, "/desk/99999999/"), "404")
    shot(page_in(own, "/password/reset/none/"), "reset-bad")
    own.add_cookies([{"name": "django_language", "value": "en", "url": w.url}])
    d = desk_in(own, thread.pk); d.page.wait_for_timeout(600); shot(d.page, "desk-english")
