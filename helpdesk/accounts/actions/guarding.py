"""The guard against guessing passwords: an attempt is counted before the password is looked at,
so a hundred requests at the same moment are still only five guesses."""

import math

from django.db import connection, transaction

from helpdesk.accounts.errors import AddressBlocked, SignInBlocked
from helpdesk.accounts.models import SignInAttempt
from helpdesk.accounts.queries.guessing import address_rest, name_key, name_rest
from helpdesk.kernel import clock


@transaction.atomic
def reserve_attempt(*, username: str, address: str) -> bool:
    """Count an attempt as failed until it succeeds; True if it is the last before a rest.

    SignInBlocked or AddressBlocked, with the seconds to wait, when there are too many already.
    """
    now, key = clock.now(), name_key(username)
    _one_at_a_time(key)
    if rest := name_rest(key, now):
        seconds = math.ceil(rest.total_seconds())
        raise SignInBlocked(seconds=seconds, retry_after=seconds)
    if rest := address_rest(address, now):
        seconds = math.ceil(rest.total_seconds())
        raise AddressBlocked(seconds=seconds, retry_after=seconds)
    SignInAttempt.objects.create(name_key=key, address=address, at=now)
    return bool(name_rest(key, now))


@transaction.atomic
def forget_failures(*, username: str) -> None:
    """The person has shown who they are: their name starts afresh."""
    SignInAttempt.objects.filter(name_key=name_key(username)).delete()


def _one_at_a_time(key: str) -> None:
    """Attempts under one name queue up here, known or not, so that each sees those before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
