"""A shop's duties: laid down from the set that comes with the product, stopped, resumed, ended."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import override, pgettext

from helpdesk.accounts.access import require
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import Membership, Shop
from helpdesk.followups.access import locked_template
from helpdesk.followups.errors import DutyEnded
from helpdesk.followups.models import FollowUpTemplate
from helpdesk.followups.queries.rhythms import rhythm_of
from helpdesk.followups.rhythm import Rhythm
from helpdesk.followups.starter import STARTERS
from helpdesk.followups.titles import title_said
from helpdesk.kernel import clock
from helpdesk.kernel.locks import locked


@transaction.atomic
def lay_starters(*, actor: Membership) -> int:
    """What the shop has not got of the set, from its next time on; how many. Twice adds nothing."""
    require(actor, "followups.arrange")
    shop = locked(Shop.objects.filter(pk=actor.shop_id)).get()
    rows = FollowUpTemplate.objects.filter(shop=shop).exclude(starter=None)
    known = set(rows.values_list("starter", flat=True))
    zone, moment = ZoneInfo(shop.time_zone), clock.now()
    made, words = [], _words()
    for one in STARTERS:
        if one.key in known:
            continue
        due = Rhythm(one.every, one.at, zone, one.weekday, one.day).first_after(moment)
        made.append(
            FollowUpTemplate(
                shop=shop,
                kind=one.kind,
                title=words[one.key][0],
                because=words[one.key][1],
                every=one.every.value,
                weekday=one.weekday,
                day=one.day,
                at=one.at,
                lead_minutes=one.lead_minutes,
                starter=one.key,
                next_due_at=due,
                next_at=due - timedelta(minutes=one.lead_minutes),
            )
        )
    FollowUpTemplate.objects.bulk_create(made)
    if made:
        data = {"count": len(made)}
        verb = "followup.starters_laid"
        record(shop_id=shop.pk, actor=actor.user, verb=verb, target=shop, data=data)
    return len(made)


def _words() -> dict[str, tuple[str, str]]:
    """Title and reason, kept in the shop's language, whoever lays them down."""
    with override(settings.LANGUAGE_CODE):
        return {one.key: (str(one.title), str(one.because)) for one in STARTERS}


@transaction.atomic
def switch_duty(*, actor: Membership, template_id: int, on: bool) -> None:
    """Off, it makes nothing more; on again, it goes on with its next time, past what it missed."""
    row = locked_template(membership=actor, template_id=template_id)
    if row.ended_at is not None:
        raise DutyEnded(title=title_said(row.kind, row.title))
    if row.is_active == on:
        return
    row.is_active, row.failures, row.problem = on, 0, ""
    row.version += 1
    if on:
        row.next_due_at = rhythm_of(row).first_after(clock.now())
        row.next_at = row.next_due_at - timedelta(minutes=row.lead_minutes)
    row.save()
    said = pgettext("duty", "照做") if on else pgettext("duty", "停着")
    record(
        shop_id=row.shop_id,
        actor=actor.user,
        verb="followup.duty_switched",
        target=row,
        data={"target": row.title, "state": said},
    )


@transaction.atomic
def end_duty(*, actor: Membership, template_id: int) -> None:
    """For good: it makes nothing more. What it has made is still to be done. Twice is once."""
    row = locked_template(membership=actor, template_id=template_id)
    if row.ended_at is not None:
        return
    row.is_active, row.ended_at = False, clock.now()
    row.version += 1
    row.save()
    record(
        shop_id=row.shop_id,
        actor=actor.user,
        verb="followup.duty_ended",
        target=row,
        data={"target": row.title},
    )
