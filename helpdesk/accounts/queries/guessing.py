"""How long a name or an address has to rest after too many failed sign-ins."""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from helpdesk.accounts.models import SignInAttempt

NAME_FAILURES = 5
"""Failures under one name, known or not, within `NAME_WINDOW` that begin a rest."""

NAME_WINDOW = timedelta(minutes=5)
NAME_REST = timedelta(minutes=5)

ADDRESS_FAILURES = 100
"""Failures from one address within `ADDRESS_WINDOW`; generous, a whole shop sits behind one."""

ADDRESS_WINDOW = timedelta(minutes=10)


def name_key(username: str) -> str:
    """What stands for a typed name in the table: keyed, and the same whatever the case."""
    salt = "helpdesk.accounts.sign_in_attempt"
    return salted_hmac(salt, username.strip().lower(), algorithm="sha256").hexdigest()


def name_rest(key: str, now: datetime) -> timedelta:
    """How long even the right password is refused for this name; zero when it is not."""
    latest = list(
        SignInAttempt.objects.filter(name_key=key)
        .order_by("-at")
        .values_list("at", flat=True)[:NAME_FAILURES]
    )
    if len(latest) < NAME_FAILURES or latest[0] - latest[-1] > NAME_WINDOW:
        return timedelta(0)
    return max(timedelta(0), latest[0] + NAME_REST - now)


def address_rest(address: str, now: datetime) -> timedelta:
    """How long an address has to wait until its failures are old enough; zero when it has not."""
    if not address:
        return timedelta(0)
    counted = (
        SignInAttempt.objects.filter(address=address, at__gt=now - ADDRESS_WINDOW)
        .order_by("-at")
        .values_list("at", flat=True)[ADDRESS_FAILURES - 1 : ADDRESS_FAILURES]
    )
    oldest = next(iter(counted), None)
    return timedelta(0) if oldest is None else oldest + ADDRESS_WINDOW - now
