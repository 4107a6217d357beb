"""How far the demo's shops are with opening: one nearly done, one that its owner has just begun."""

from datetime import date

from conversations.actions.fitting_widget import allow_origin, change_look
from conversations.models.widget import DEFAULT_COLOUR, Corner
from conversations.policy_rules import SHOW_DRAFT
from helpdesk.accounts.actions.choosing_platforms import apply_platforms
from helpdesk.accounts.actions.membership import create_shop
from helpdesk.accounts.actions.policies import set_policy
from helpdesk.accounts.actions.setting_hours import set_hours
from helpdesk.accounts.holiday_offers import offers_from
from helpdesk.accounts.models import Shop, User
from helpdesk.accounts.queries.platforms import changes_by, fingerprint

WEEK = [[["08:00", "24:00"]] for _ in range(7)]
PLATFORMS = ["taobao", "pinduoduo"]
SITE = "https://www.xiaoman.example"
GREETING = "您好，这里是小满，尺码、物流、售后直接问就行。"
SECOND_NAME, SECOND_SLUG = "小满家居", "demo-home"


def load_opening(shop: Shop, owner: User, today: date) -> None:
    """Hours, holidays, platforms, greeting, website: its list has little left. It reads along."""
    offers = offers_from(today)
    set_hours(
        actor=owner,
        shop_id=shop.pk,
        week=WEEK,
        holidays=list(offers[-1].days(today)) if offers else [],
        seen=(0, 0),
    )
    shown = fingerprint(PLATFORMS, changes_by(shop.pk, PLATFORMS))
    apply_platforms(actor=owner, shop_id=shop.pk, keys=PLATFORMS, shown=shown)
    change_look(
        actor=owner,
        shop_id=shop.pk,
        colour=DEFAULT_COLOUR,
        position=Corner.RIGHT,
        greeting=GREETING,
    )
    allow_origin(actor=owner, shop_id=shop.pk, typed=SITE)
    set_policy(actor=owner, shop_id=shop.pk, name=SHOW_DRAFT, value=True, source="店里定的")


def load_second_shop(owner: User) -> None:
    """The owner's second shop, with nothing in it yet."""
    create_shop(actor=owner, name=SECOND_NAME, slug=SECOND_SLUG, owner=owner, is_demo=True)
