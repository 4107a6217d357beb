"""The log of deliveries, page by page, newest first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from helpdesk.accounts.when import moment_said
from helpdesk.integrations.envelope import body_of, headers_of
from helpdesk.integrations.kinds import Words, label_of
from helpdesk.integrations.models import (
    DeliveryState,
    EndpointState,
    WebhookDelivery,
    WebhookEndpoint,
)
from helpdesk.integrations.problem_words import said_of

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFilter:
    """What is looked for; empty fields do not narrow."""

    endpoint: int | None = None
    state: str = ""
    kind: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery as the log shows it."""

    row: WebhookDelivery
    kind: Words
    at: str
    said: str
    is_again: bool


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """A page of the log, and the number to go on from; None at the end."""

    lines: list[DeliveryLine]
    older: int | None


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    """All of one delivery: what was sent, as it was sent, and what came back."""

    line: DeliveryLine
    headers: list[tuple[str, str]]
    body: str
    may_again: bool


def deliveries_of(shop_id: int, wanted: DeliveryFilter, size: int = PAGE) -> DeliveryPage:
    """One query, by the number of the delivery and never by counting."""
    rows = list(narrowed(shop_id, wanted)[: size + 1])
    older = rows[size - 1].pk if len(rows) > size else None
    return DeliveryPage([line_of(row) for row in rows[:size]], older)


def narrowed(shop_id: int, wanted: DeliveryFilter) -> QuerySet[WebhookDelivery]:
    """The deliveries looked for, newest first."""
    rows = WebhookDelivery.objects.select_related("endpoint").filter(shop_id=shop_id)
    rows = rows.exclude(endpoint__state=EndpointState.REMOVED).defer("answer")
    if wanted.before is not None:
        rows = rows.filter(pk__lt=wanted.before)
    if wanted.endpoint is not None:
        rows = rows.filter(endpoint_id=wanted.endpoint)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows.order_by("-pk")


def line_of(row: WebhookDelivery) -> DeliveryLine:
    """The row with its words."""
    again = row.state == DeliveryState.WAITING and row.attempts > 0
    return DeliveryLine(row, label_of(row.kind), moment_said(row.created_at), said_of(row), again)


def shown(row: WebhookDelivery) -> DeliveryShown:
    """A delivery with event, endpoint and shop, opened.

    The signature of an attempt before the secret was renewed cannot be made again and is left
    out; before the first attempt there are no headers.
    """
    body = body_of(row.event, row.shop.slug)
    headers: dict[str, str] = {}
    if row.sent_at is not None:
        headers = headers_of(row, row.endpoint, body, row.sent_at)
        blanked = row.event.blanked_at is not None and row.event.blanked_at > row.sent_at
        if row.endpoint.secret_made_at > row.sent_at or blanked:
            headers["Helpdesk-Signature"] = "v1=…"
    again = {DeliveryState.DELIVERED, DeliveryState.FAILED}
    return DeliveryShown(
        line_of(row),
        list(headers.items()),
        body.decode(),
        row.endpoint.is_listening and row.state in again,
    )


def is_tried(row: WebhookDelivery) -> bool:
    """Whether there is something to say of it since it was last asked for."""
    return row.state != DeliveryState.WAITING or said_of(row) != ""


def names_of(shop_id: int) -> list[tuple[int, str]]:
    """Endpoints that the log may be narrowed to."""
    rows = WebhookEndpoint.objects.filter(shop_id=shop_id).exclude(state=EndpointState.REMOVED)
    return [(row.pk, str(row)) for row in rows.order_by("pk")]
