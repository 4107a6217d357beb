"""Cases: list, one, open, move by a verb, ask for approval. The token acts as its member."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftersales.access import case_of
from aftersales.actions.approving import ask_approval
from aftersales.actions.dispatching import move_by_verb
from aftersales.actions.opening import open_case
from aftersales.api.shapes import (
    ApprovalIn,
    CaseIn,
    CaseShown,
    CasesQuery,
    CaseWhole,
    MoveIn,
)
from aftersales.causes import Cause
from aftersales.doer import Doer, staff_of
from aftersales.evidence import evidence_from
from aftersales.machine.words import Kind, Verb
from aftersales.queries.for_programs import cases_narrowed, events_of, told, whole_case
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.access import order_by_number
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged
from helpdesk.kernel.reading import one_moment


class CaseView(ShopView):
    """What the endpoints of cases share: who acts, within whose limit, and how one is shown."""

    tag = "cases"

    @property
    def doer(self) -> Doer:
        return staff_of(self.token.member)

    @one_moment()
    def whole(self, case_id: int) -> dict[str, Any]:
        """One case with its events, as it is now."""
        case = whole_case(self.shop_id, case_id)
        return dict(CaseWhole(told(case, events=events_of(case))).data)


class CasesEndpoint(CaseView):
    scopes = {"GET": "cases:read", "POST": "cases:write"}

    @extend_schema(
        operation_id="cases",
        summary=_("售后单列表，新的在前"),
        parameters=[CasesQuery],
        responses=paged("CasePage", CaseShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(CasesQuery)
        rows = cases_narrowed(self.shop_id, asked)
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"], down=True)
        return Response(
            page.as_json(lambda found: CaseShown([told(one) for one in found], many=True).data)
        )

    @extend_schema(
        operation_id="case_open",
        summary=_("替买家申请售后，或者店里自己开单"),
        description=_("额度照算；by_shop 的单店里自己可以关掉。"),
        request=CaseIn,
        responses={201: CaseWhole},
    )
    def post(self, request: Request) -> Response:
        said = self.body(CaseIn)
        order = order_by_number(self.shop_id, said["order"])
        doer = self.doer

        def work() -> Any:
            case = open_case(
                doer=doer,
                order_id=order.pk,
                kind=Kind(said["kind"]),
                cause=Cause(said["cause"]),
                positions=said["lines"],
                amount_fen=said["amount_fen"],
                words=said["words"],
                evidence=evidence_from(said.get("evidence", ())),
                of_shop=said["by_shop"],
            )
            return self.whole(case.pk)

        return self.written(work, status=201)


class CaseEndpoint(CaseView):
    scopes = {"GET": "cases:read"}

    @extend_schema(operation_id="case", summary=_("一个售后单和它的经过"), responses=CaseWhole)
    def get(self, request: Request, case_id: int) -> Response:
        return Response(self.whole(case_id))


class CaseMovesEndpoint(CaseView):
    scopes = {"POST": "cases:write"}

    @extend_schema(
        operation_id="case_move",
        summary=_("办一步：同意、拒绝、收到退件、寄出……"),
        description=_(
            "verb 说办哪一步，version 说您看到的版本，别人先动了就不办（case_moved）。"
            "替买家办的要附上买家的原话作凭证。"
        ),
        request=MoveIn,
        responses=CaseWhole,
    )
    def post(self, request: Request, case_id: int) -> Response:
        case_of(self.shop_id, case_id)
        said, doer = self.body(MoveIn), self.doer

        def work() -> Any:
            move_by_verb(doer=doer, case_id=case_id, verb=Verb(said["verb"]), said=said)
            return self.whole(case_id)

        return self.written(work)


class CaseApprovalsEndpoint(CaseView):
    scopes = {"POST": "cases:write"}

    @extend_schema(
        operation_id="case_approval_ask",
        summary=_("超过额度的，送审"),
        request=ApprovalIn,
        responses=CaseWhole,
    )
    def post(self, request: Request, case_id: int) -> Response:
        case_of(self.shop_id, case_id)
        said, doer = self.body(ApprovalIn), self.doer

        def work() -> Any:
            ask_approval(
                doer=doer,
                case_id=case_id,
                version=said.get("version"),
                reason=said["reason"],
                amount_fen=said.get("amount_fen"),
            )
            return self.whole(case_id)

        return self.written(work)
