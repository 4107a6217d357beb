"""A write that is asked for twice is done once: the second gets the first one's answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction

from helpdesk.accounts.api_errors import KeyAtWork, KeyUsedOtherwise
from helpdesk.accounts.models import ApiToken, KeptAnswer
from helpdesk.kernel import clock

KEPT_FOR = timedelta(hours=24)
PATIENCE = "5s"
"""How long the second one waits for the first before it is told to come back."""

AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and JSON of an answer; ``again`` when it was given before."""

    status: int
    body: Any
    again: bool = False


def answer_once(
    *, token: ApiToken, endpoint: str, key: str, fingerprint: str, work: Callable[[], Answer]
) -> Answer:
    """Do the work and keep its answer, in one transaction; or the answer that is kept.

    Two at the same moment: the unique key makes the second wait until the first has committed.
    An error keeps nothing, so the same key may be tried again. KeyUsedOtherwise, KeyAtWork.
    """
    with transaction.atomic():
        if not _claimed(token, endpoint, key, fingerprint):
            return _kept(token, endpoint, key, fingerprint)
        done = work()
        KeptAnswer.objects.filter(token=token, endpoint=endpoint, key=key).update(
            status=done.status, answer=done.body
        )
        return done


def _claimed(token: ApiToken, endpoint: str, key: str, fingerprint: str) -> bool:
    """Whether the key is ours; waits for whoever is at work with it."""
    old = KeptAnswer.objects.filter(token=token, endpoint=endpoint, key=key)
    old.filter(at__lt=clock.now() - KEPT_FOR).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = %s", [PATIENCE])
        try:
            with transaction.atomic():
                KeptAnswer.objects.create(
                    shop_id=token.shop_id,
                    token=token,
                    endpoint=endpoint,
                    key=key,
                    fingerprint=fingerprint,
                    at=clock.now(),
                )
        except IntegrityError:
            return False
        except OperationalError as problem:
            if getattr(problem.__cause__, "sqlstate", "") == "55P03":  # lock_not_available
                raise KeyAtWork(retry_after=2) from problem
            raise
        finally:
            if not connection.needs_rollback:
                cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    return True


def _kept(token: ApiToken, endpoint: str, key: str, fingerprint: str) -> Answer:
    kept = KeptAnswer.objects.get(token=token, endpoint=endpoint, key=key)
    if kept.fingerprint != fingerprint:
        raise KeyUsedOtherwise()
    return Answer(kept.status, kept.answer, again=True)


@transaction.atomic
def forget_old_answers() -> int:
    """Those older than a day; what it left for the next time is found then."""
    old = KeptAnswer.objects.filter(at__lt=clock.now() - KEPT_FOR).order_by("at")
    gone, _rows = KeptAnswer.objects.filter(pk__in=old.values("pk")[:AT_ONCE]).delete()
    return gone
