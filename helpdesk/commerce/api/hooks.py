"""Orders pushed by a program that signs what it sends, instead of holding a token."""

import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from helpdesk.accounts.access import source_for_call
from helpdesk.accounts.actions.order_sources import note_refusal
from helpdesk.accounts.api_errors import (
    HookAhead,
    HookForged,
    HookHeaderMissing,
    HookOld,
    HookTooFast,
)
from helpdesk.accounts.hook_signing import fits, secret_of
from helpdesk.accounts.models import OrderSource
from helpdesk.accounts.policies import value_of
from helpdesk.accounts.rate_counter import seconds_to_wait
from helpdesk.commerce.actions.receiving import receive_orders
from helpdesk.commerce.api.order_rows import report_of, rows_of
from helpdesk.commerce.api.order_shapes import BatchShown, OrderBatchIn
from helpdesk.kernel.clock import now
from helpdesk.kernel.drf.parsers import read_json
from helpdesk.kernel.drf.problems import BodyTooLarge
from helpdesk.kernel.drf.refusals import MAX_BODY, body_size
from helpdesk.kernel.errors import HelpdeskError

TIMESTAMP, DELIVERY, SIGNATURE = (
    "X-Helpdesk-Timestamp",
    "X-Helpdesk-Delivery",
    "X-Helpdesk-Signature",
)
OLDEST, AHEAD = 300, 60
"""Seconds that a signed call may be on its way, and that the sender's clock may be fast."""

LONGEST_DELIVERY = 80


def _header(name: str, words: Any) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, required=True, description=words)


class OrdersHook(APIView):
    """``POST /api/hooks/orders/<source>/``: every refusal is in the source's log."""

    authentication_classes = ()
    permission_classes = ()
    tag = "hooks"

    @extend_schema(
        operation_id="orders_push",
        summary=_("推送订单（签名，不用密钥）"),
        description=_(
            "签名：用来源的密钥对「时间戳.内容」的原始字节算 HMAC-SHA256，写成十六进制。"
        ),
        parameters=[
            _header(TIMESTAMP, _("现在，从 1970 年数起的秒")),
            _header(DELIVERY, _("这次推送的编号，重发用同一个")),
            _header(SIGNATURE, "sha256=…"),
        ],
        request=OrderBatchIn,
        responses=BatchShown,
    )
    def post(self, request: Request, source: str) -> Response:
        found = source_for_call(source)
        limit = int(value_of(found.shop_id, "api.pushes_per_minute"))
        seconds = seconds_to_wait(found.shop_id, f"source:{found.pk}", per_minute=limit)
        if seconds:
            raise HookTooFast(limit=limit, seconds=-(-seconds // 1), retry_after=seconds)
        try:
            return Response(self._received(found, request._request))
        except HelpdeskError as problem:
            note_refusal(
                source=found,
                delivery=_told(request.headers.get(DELIVERY, "")),
                problem=problem,
                size=min(body_size(request._request), 2**31 - 1),
            )
            raise

    def _received(self, source: OrderSource, request: HttpRequest) -> Any:
        size = body_size(request)
        if size > MAX_BODY:
            raise BodyTooLarge(size=size, limit=MAX_BODY)
        signature, delivery = self._checked(source, request)
        rows = rows_of(read_json(request.body))
        done = receive_orders(
            source=source,
            delivery=delivery,
            signature=hashlib.sha256(signature.encode()).hexdigest(),
            size=size,
            orders=list(rows.facts.values()),
            refused=len(rows.problems),
        )
        return report_of(rows, done)

    def _checked(self, source: OrderSource, request: HttpRequest) -> tuple[str, str]:
        """Signature and number of a call that is genuine and of now."""
        timestamp, delivery = request.headers.get(TIMESTAMP, ""), request.headers.get(DELIVERY, "")
        signature = request.headers.get(SIGNATURE, "")
        if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
            raise HookHeaderMissing(header=TIMESTAMP)
        printable = delivery.isascii() and delivery.isprintable()
        if not (printable and 1 <= len(delivery) <= LONGEST_DELIVERY):
            raise HookHeaderMissing(header=DELIVERY)
        if not signature:
            raise HookHeaderMissing(header=SIGNATURE)
        made_by = [secret_of(source.shop_id, nonce) for nonce in _nonces(source)]
        if not fits(signature, secrets=made_by, timestamp=timestamp, body=request.body):
            raise HookForged()
        age = now().timestamp() - int(timestamp)
        if age > OLDEST:
            raise HookOld(seconds=round(age), limit=OLDEST)
        if age < -AHEAD:
            raise HookAhead(seconds=round(-age))
        return signature.removeprefix("sha256=").lower(), delivery


def _nonces(source: OrderSource) -> list[str]:
    former = source.former_until is not None and source.former_until > now()
    return [source.nonce, source.former_nonce] if former else [source.nonce]


def _told(delivery: str) -> str:
    """As much of it as the log can show."""
    return "".join(mark for mark in delivery if mark.isprintable())[:LONGEST_DELIVERY]
