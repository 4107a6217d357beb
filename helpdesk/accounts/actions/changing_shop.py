"""What the shop is called and by which clock it lives."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Shop, User
from helpdesk.kernel.locks import locked


@transaction.atomic
def change_shop(
    *, actor: User, shop_id: int, name: str, time_zone: str, business_day_cut: time
) -> Shop:
    """Another name, zone or end of day; what stays the same is not recorded."""
    shop: Shop = locked(Shop.objects.filter(pk=shop_id)).get()
    wanted = {"name": name, "time_zone": time_zone, "business_day_cut": business_day_cut}
    before = {field: getattr(shop, field) for field in wanted}
    changed = [field for field in wanted if wanted[field] != before[field]]
    if not changed:
        return shop
    for field in changed:
        setattr(shop, field, wanted[field])
    shop.full_clean()
    shop.save(update_fields=changed)
    words = {
        "name": _("店名是「%s」") % name,
        "time_zone": _("时区是 %s") % time_zone,
        "business_day_cut": _("一天到 %s 算完") % f"{business_day_cut:%H:%M}",
    }
    record(
        shop_id=shop.pk,
        actor=actor,
        verb="shop.profile_changed",
        target=shop,
        data={
            "target": _("，").join(words[field] for field in changed),
            "before": {field: str(before[field]) for field in changed},
            "after": {field: str(wanted[field]) for field in changed},
        },
    )
    return shop
