"""The owner lets a program push orders: makes its address and secret, changes, revokes them."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from helpdesk.accounts.api_errors import SourceUnknown, TokenNameless
from helpdesk.accounts.audit import record
from helpdesk.accounts.hook_signing import secret_of
from helpdesk.accounts.models import DeliveryResult, OrderDelivery, OrderSource, User
from helpdesk.kernel import clock
from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.locks import locked
from helpdesk.kernel.tokens import random_key

OVERLAP = timedelta(hours=24)
"""How long the secret before the last change still signs."""

DELIVERIES_KEPT, REFUSALS_KEPT = timedelta(days=30), timedelta(days=7)
AT_ONCE = 5000


@transaction.atomic
def make_source(*, actor: User, shop_id: int, name: str) -> tuple[OrderSource, str]:
    """An address and its secret, given back this once; TokenNameless."""
    name = name.strip()[:60]
    if not name or not name.isprintable():
        raise TokenNameless()
    source = OrderSource.objects.create(shop_id=shop_id, name=name, made_by=actor)
    _record(actor, source, "api.source_made")
    return source, secret_of(shop_id, source.nonce)


@transaction.atomic
def rotate_secret(*, actor: User, source: OrderSource) -> str:
    """A new secret, given back this once; the one before signs for a day more."""
    source = _alive(source)
    moment = clock.now()
    source.former_nonce, source.former_until = source.nonce, moment + OVERLAP
    source.nonce, source.rotated_at = random_key(), moment
    source.save(update_fields=["nonce", "former_nonce", "former_until", "rotated_at"])
    _record(actor, source, "api.source_rotated")
    return secret_of(source.shop_id, source.nonce)


@transaction.atomic
def revoke_source(*, actor: User, source: OrderSource) -> None:
    """Its address is dead from now on; revoking twice changes nothing."""
    alive = OrderSource.objects.filter(pk=source.pk, revoked_at=None)
    if alive.update(revoked_at=clock.now()):
        _record(actor, source, "api.source_revoked")


@transaction.atomic
def note_refusal(*, source: OrderSource, delivery: str, problem: HelpdeskError, size: int) -> None:
    """A line in the source's log for a call of which nothing was stored."""
    OrderDelivery.objects.create(
        shop_id=source.shop_id,
        source=source,
        delivery=delivery,
        result=DeliveryResult.REFUSED,
        code=problem.code,
        size=size,
        at=clock.now(),
    )


@transaction.atomic
def forget_old_deliveries() -> int:
    """Lines of the log older than a month, of refusals older than a week.

    A replay of one that is forgotten is refused by its timestamp.
    """
    moment = clock.now()
    old = OrderDelivery.objects.filter(
        Q(at__lt=moment - DELIVERIES_KEPT)
        | Q(at__lt=moment - REFUSALS_KEPT, result=DeliveryResult.REFUSED)
    )
    gone, _rows = OrderDelivery.objects.filter(pk__in=old.values("pk")[:AT_ONCE]).delete()
    return gone


def _alive(source: OrderSource) -> OrderSource:
    found: OrderSource | None = locked(
        OrderSource.objects.filter(pk=source.pk, revoked_at=None)
    ).first()
    if found is None:
        raise SourceUnknown()
    return found


def _record(actor: User, source: OrderSource, verb: str) -> None:
    record(
        shop_id=source.shop_id,
        actor=actor,
        verb=verb,
        target=source,
        data={"target": source.name},
    )
