"""The pages of the registers, for those who look at every page."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from aftersales.actions.returning import arrive, inspect
from aftersales.doer import staff_of
from aftersales.machine.words import Verb
from aftersales.registers.actions.complaining import ask_supervisor, tick_step
from aftersales.registers.actions.taking_in import OnParcel, take_in
from tests.browser.windows import page_in
from tests.cast import Cast
from tests.registers.test_complaints import complained
from tests.registers.test_paying_instead import owed_hoodie
from tests.registers.test_problems import taken_up
from tests.registers.test_returns import coming_back
from tests.registers.test_stock_outs import running_out

Open = Callable[[BrowserContext, Cast], Page]


def index(member: BrowserContext, cast: Cast) -> Page:
    taken_up(cast)
    return page_in(member, "/cases/registers/")


def scanning(member: BrowserContext, cast: Cast) -> Page:
    """Found, with rows below."""
    take_in(actor=cast.mei, on_parcel=OnParcel(nick="豆豆", slip="换大一码", place="B3"))
    case = coming_back(cast)
    return page_in(member, f"/cases/registers/returns/?scan={case.return_waybill}")


def lost(member: BrowserContext, cast: Cast) -> Page:
    case = coming_back(cast)
    mei = staff_of(cast.mei)
    arrive(doer=mei, case_id=case.pk)
    inspect(doer=mei, case_id=case.pk, verb=Verb.MISS, reason="没找到")
    return page_in(member, "/cases/registers/returns/?view=lost")


def unmatched(member: BrowserContext, cast: Cast) -> Page:
    row = take_in(actor=cast.mei, on_parcel=OnParcel(waybill="ZT000000017", slip="换大一码"))
    return page_in(member, f"/cases/registers/returns/{row.pk}/")


def new_problem(member: BrowserContext, cast: Cast) -> Page:
    row = taken_up(cast)
    return page_in(member, f"/cases/registers/problems/?order={row.order_id}")


def problem(member: BrowserContext, cast: Cast) -> Page:
    return page_in(member, f"/cases/registers/problems/{taken_up(cast).pk}/")


def complaint(member: BrowserContext, cast: Cast) -> Page:
    row = complained(cast)
    row = tick_step(actor=cast.mei, row_id=row.pk, version=1, step="listen", note="讲了十分钟")
    ask_supervisor(actor=cast.mei, row_id=row.pk, version=2, question="能不能赔")
    return page_in(member, f"/cases/registers/complaints/{row.pk}/")


def stock_out(member: BrowserContext, cast: Cast) -> Page:
    return page_in(member, f"/cases/registers/stock-outs/{running_out(cast).pk}/")


def to_be_paid_instead(member: BrowserContext, cast: Cast) -> Page:
    return page_in(member, f"/cases/registers/reships/{owed_hoodie(cast).pk}/")


REGISTER_PAGES: dict[str, tuple[str, Open]] = {
    "registers": ("mei", index),
    "a return scanned": ("mei", scanning),
    "returns lost": ("mei", lost),
    "a return without an owner": ("mei", unmatched),
    "a problem parcel to be put down": ("mei", new_problem),
    "a problem parcel": ("mei", problem),
    "a complaint": ("lan", complaint),
    "a stock-out": ("mei", stock_out),
    "what is to be sent again": ("mei", to_be_paid_instead),
}
