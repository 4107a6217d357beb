"""Signs of life, and throwing away what has served its time."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from helpdesk.accounts.actions.guarding import reserve_attempt
from helpdesk.accounts.actions.pulse import beat
from helpdesk.accounts.actions.reset_links import issue_reset_link
from helpdesk.accounts.models import ResetLink, ServicePulse, SignInAttempt
from helpdesk.accounts.queries.health import service_ages
from helpdesk.accounts.tasks import purge_expired
from tests.accounts.conftest import Clock
from tests.cast import Cast


def test_a_service_never_seen_has_no_age(db: None) -> None:
    ServicePulse.objects.all().delete()
    assert service_ages() == {"worker": None, "beat": None}


def test_the_age_counts_from_the_latest_sign(db: None) -> None:
    ServicePulse.objects.all().delete()
    beat("worker")
    ServicePulse.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert 59 < (service_ages()["worker"] or 0) < 70
    beat("worker")
    ages = service_ages()
    assert -1 < (ages["worker"] or 0) < 5
    assert ages["beat"] is None


def test_an_unknown_service_is_refused(db: None) -> None:
    with pytest.raises(ValueError):
        beat("moon")


def test_what_is_over_goes_and_the_rest_stays(cast: Cast, time: Clock) -> None:
    Session.objects.all().delete()
    SignInAttempt.objects.all().delete()
    for ends in (timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1)):
        Session.objects.create(session_key=str(ends), session_data="", expire_date=ends)
    reserve_attempt(username="old", address="")
    issue_reset_link(actor=cast.lan.user, member=cast.tom)
    time.forward(days=31, hours=1)
    reserve_attempt(username="new", address="")
    issue_reset_link(actor=cast.lan.user, member=cast.mei)
    purge_expired()
    purge_expired()
    assert (Session.objects.count(), SignInAttempt.objects.count()) == (1, 1)
    kept = ResetLink.objects.filter(user__memberships__shop=cast.shop)
    assert [link.user_id for link in kept] == [cast.mei.user_id]
