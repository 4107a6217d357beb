"""Throwing away what has served its time."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction

from helpdesk.accounts.models import ResetLink, SignInAttempt
from helpdesk.kernel import clock

KEEP_ATTEMPTS = timedelta(days=1)
"""Far longer than the guard looks back."""

KEEP_LINKS = timedelta(days=30)
"""So that somebody who opens an old letter is told "used" or "expired" and not "invalid"."""


@transaction.atomic
def purge() -> None:
    """Delete ended sessions, old failed sign-ins and old reset links."""
    now = clock.now()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    SignInAttempt.objects.filter(at__lt=now - KEEP_ATTEMPTS).delete()
    ResetLink.objects.filter(expires_at__lt=now - KEEP_LINKS).delete()
