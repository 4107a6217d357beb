"""The owner makes tokens for programs, and revokes them."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from helpdesk.accounts.api_errors import TokenDays, TokenNameless, TokenWithoutScope
from helpdesk.accounts.api_token_word import beginning_of, hash_of, new_word
from helpdesk.accounts.audit import record
from helpdesk.accounts.models import ApiToken, Membership, User
from helpdesk.accounts.scopes import known_scopes
from helpdesk.kernel import clock
from helpdesk.kernel.text import listed

LONGEST_DAYS = 3650
USE_SEEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_api_token(
    *,
    actor: User,
    member: Membership,
    name: str,
    scopes: Sequence[str],
    days: int | None = None,
) -> tuple[ApiToken, str]:
    """A token that acts in the member's name, and its word: given back this once.

    TokenNameless, TokenWithoutScope, TokenDays.
    """
    name, chosen, moment = name.strip()[:60], known_scopes(scopes), clock.now()
    if not name or not name.isprintable():
        raise TokenNameless()
    if not chosen:
        raise TokenWithoutScope()
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise TokenDays(most=LONGEST_DAYS)
    word = new_word()
    token = ApiToken.objects.create(
        shop_id=member.shop_id,
        member=member,
        name=name,
        hash=hash_of(word),
        beginning=beginning_of(word),
        scopes=chosen,
        made_by=actor,
        made_at=moment,
        expires_at=None if days is None else moment + timedelta(days=days),
    )
    record(
        shop_id=member.shop_id,
        actor=actor,
        verb="api.token_made",
        target=token,
        data={
            "target": name,
            "member": member.user.shown_name,
            "scopes": listed(chosen),
            "beginning": token.beginning,
        },
    )
    return token, word


@transaction.atomic
def revoke_api_token(*, actor: User, token: ApiToken) -> None:
    """It opens nothing from now on; revoking twice changes nothing."""
    alive = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if alive.update(revoked_at=clock.now()) == 0:
        return
    record(
        shop_id=token.shop_id,
        actor=actor,
        verb="api.token_revoked",
        target=token,
        data={"target": token.name},
    )


def note_use(*, token: ApiToken) -> None:
    """When it was last used, to the minute."""
    moment = clock.now()
    if token.last_used_at is not None and moment - token.last_used_at < USE_SEEN_EVERY:
        return
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=moment - USE_SEEN_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=moment)


@transaction.atomic
def note_personal_read(*, token: ApiToken, kind: str, count: int) -> None:
    """Put on record that a program took receivers' names, phones and addresses along."""
    record(
        shop_id=token.shop_id,
        actor=None,
        verb="api.personal_read",
        target=token,
        data={"target": token.name, "kind": kind, "count": count},
    )
