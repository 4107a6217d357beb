"""What came of an attempt: delivered, owed again a little later, or given up."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from helpdesk.accounts.audit import record
from helpdesk.accounts.policies import value_of
from helpdesk.integrations.actions.claiming import Claimed
from helpdesk.integrations.gateways.posting import Outcome
from helpdesk.integrations.models import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
)
from helpdesk.integrations.policy_rules import RETRY_SECONDS
from helpdesk.kernel.clock import now
from helpdesk.kernel.locks import locked
from helpdesk.kernel.number_masks import mask_people
from helpdesk.realtime.counters import count

FAILING_AFTER = 10
"""Failures in a row after which an endpoint counts as failing, though nothing is given up yet."""

REST_AFTER, LONGEST_REST = 3, 300
"""Failures in a row after which an endpoint rests, and the most seconds that it rests: one that
is away for a day must not keep the worker from those that answer."""


@transaction.atomic
def settle(*, claimed: Claimed, outcome: Outcome) -> None:
    """Write it down, unless the claim was over and somebody else has the delivery by now."""
    moment = now()
    ours = WebhookDelivery.objects.filter(
        pk=claimed.id, attempts=claimed.attempt, state=DeliveryState.WAITING
    )
    came_back = {
        "code": outcome.code,
        "problem": outcome.problem,
        "duration_ms": outcome.duration_ms,
        "answer": mask_people(outcome.answer),
    }
    if outcome.is_delivered:
        _well(claimed.endpoint_id, moment)
        done = ours.update(state=DeliveryState.DELIVERED, **came_back)
        count("webhook", 1, "delivered" if done else "late")
        return
    endpoint = locked(WebhookEndpoint.objects.all()).get(pk=claimed.endpoint_id)
    row = locked(ours).first()
    if row is None:
        count("webhook", 1, "late")
        return
    pause = _pause(row, outcome)
    if pause is None:
        ours.update(state=DeliveryState.FAILED, **came_back)
    else:
        ours.update(due_at=moment + pause, **came_back)
    count("webhook", 1, "given_up" if pause is None else "failed")
    _unwell(endpoint, outcome, moment, given_up=pause is None)


def _pause(row: WebhookDelivery, outcome: Outcome) -> timedelta | None:
    """Until the next try; None when there is none."""
    if outcome.is_gone:
        return None
    pauses = value_of(row.shop_id, RETRY_SECONDS)
    return timedelta(seconds=pauses[row.tries - 1]) if row.tries <= len(pauses) else None


def _well(endpoint_id: int, moment: datetime) -> None:
    """Costs one look while all is well."""
    was_failing = Q(state=EndpointState.FAILING)
    WebhookEndpoint.objects.filter(pk=endpoint_id, failures__gt=0).update(
        failures=0,
        resting_until=None,
        state_since=Case(When(was_failing, then=Value(moment)), default=F("state_since")),
        state=Case(When(was_failing, then=Value(EndpointState.ACTIVE)), default=F("state")),
    )


def _unwell(
    endpoint: WebhookEndpoint, outcome: Outcome, moment: datetime, *, given_up: bool
) -> None:
    endpoint.failures += 1
    if endpoint.failures >= REST_AFTER:
        seconds = min(2 ** min(endpoint.failures, 20), LONGEST_REST)
        endpoint.resting_until = moment + timedelta(seconds=seconds)
    if outcome.is_gone and endpoint.is_listening:
        _turn(endpoint, EndpointState.PAUSED, moment, "webhook.gone")
    elif endpoint.state == EndpointState.ACTIVE and (
        given_up or endpoint.failures >= FAILING_AFTER
    ):
        _turn(endpoint, EndpointState.FAILING, moment, "webhook.failing")
    endpoint.save()


def _turn(endpoint: WebhookEndpoint, state: EndpointState, moment: datetime, verb: str) -> None:
    endpoint.state, endpoint.state_since = state, moment
    record(
        shop_id=endpoint.shop_id,
        actor=None,
        verb=verb,
        target=endpoint,
        data={"target": str(endpoint)},
    )
