"""How far a new shop is, item by item: a share in percent and a few words, from the data."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.accounts.hours_words import business_hours_said
from helpdesk.accounts.models import Invitation, Membership, Policy, Shop, ShopOpening
from helpdesk.accounts.platform_packs import platforms_said
from helpdesk.accounts.when import moment_said
from helpdesk.kernel import clock

Fact = tuple[int, str]
DONE, NOT_YET = 100, 0


def shop_told(shop: Shop) -> Fact:
    """A shop always has a name and a clock."""
    here = clock.now().astimezone(ZoneInfo(shop.time_zone))
    return DONE, f"{shop.name} · {here:%H:%M}"


def platforms_told(shop: Shop) -> Fact:
    chosen = _value_of(shop, "shop.platforms")
    return (DONE, platforms_said(chosen)) if chosen else (NOT_YET, _("还没选"))


def hours_told(shop: Shop) -> Fact:
    week = _value_of(shop, "shop.business_hours")
    return (NOT_YET, _("没定，当全天营业")) if week is None else (DONE, business_hours_said(week))


def people_told(shop: Shop) -> Fact:
    """Done with the first colleague who came in."""
    inside = Membership.objects.filter(shop=shop, is_active=True, user__is_active=True).count()
    asked = Invitation.objects.filter(
        shop=shop, used_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    ).count()
    waiting = ngettext("%(count)s 人还没进来", "%(count)s 人还没进来", asked) % {"count": asked}
    if inside > 1:
        words = ngettext("%(count)s 人进来了", "%(count)s 人进来了", inside) % {"count": inside}
        return DONE, waiting if asked else words
    return (50, waiting) if asked else (NOT_YET, _("只有您一个人"))


def rules_told(shop: Shop) -> Fact:
    row = ShopOpening.objects.filter(pk=shop.pk).exclude(rules_read_at=None).first()
    if row is None or row.rules_read_at is None:
        return NOT_YET, _("还没看过")
    return DONE, _("%(when)s 看过") % {"when": moment_said(row.rules_read_at)}


def _value_of(shop: Shop, name: str) -> list | None:
    """The shop's own value; None while it has only the preset."""
    return (
        Policy.objects.filter(shop=shop, name=name, effective_from__lte=clock.now())
        .order_by("-effective_from", "-id")
        .values_list("value", flat=True)
        .first()
    )
