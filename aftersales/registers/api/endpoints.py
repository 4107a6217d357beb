"""The registers: list, one row, a return scanned, a row closed. The token acts as its member."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftersales.registers.access import row_for
from aftersales.registers.actions.closing import close_entry
from aftersales.registers.actions.complaining import close_complaint
from aftersales.registers.actions.taking_in import OnParcel, scan_in
from aftersales.registers.api.shapes import (
    FACTS,
    RegisterClosingIn,
    RegisterQuery,
    RegisterRowShown,
    ReturnScanIn,
    ReturnScanned,
)
from aftersales.registers.complaints import COMPLAINTS
from aftersales.registers.models.row import RegisterRow
from aftersales.registers.problems import PROBLEMS
from aftersales.registers.queries.for_programs import rows_narrowed, told
from aftersales.registers.register import Register
from aftersales.registers.reships import RESHIPS
from aftersales.registers.returns import RETURNS
from aftersales.registers.stock_outs import STOCK_OUTS
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.reading import one_moment

NAMED: dict[str, Register] = {
    "returns": RETURNS,
    "problems": PROBLEMS,
    "complaints": COMPLAINTS,
    "stock-outs": STOCK_OUTS,
    "reships": RESHIPS,
}
WHICH = OpenApiParameter(
    "register", str, OpenApiParameter.PATH, enum=list(NAMED), description=_("哪一本登记")
)


class RegisterView(ShopView):
    """What they share: which register is meant, and how its rows are shown."""

    tag = "registers"

    def register(self, name: str) -> Register:
        if name not in NAMED:
            raise NotFound()
        return NAMED[name]

    def shown(self, register: Register, rows: list[Any]) -> list[dict[str, Any]]:
        shape = FACTS[register.key]
        facts = told(register, self.shop_id, rows)
        return [
            dict(RegisterRowShown({**one, "facts": dict(shape(one["facts"]).data)}).data)
            for one in facts
        ]

    @one_moment()
    def row(self, register: Register, row_id: int) -> dict[str, Any]:
        """One row as it is now."""
        found = row_for(register.model, membership=self.token.member, row_id=row_id)
        return self.shown(register, [found])[0]


class RegisterRowsEndpoint(RegisterView):
    scopes = {"GET": "cases:read"}

    @extend_schema(
        operation_id="register_rows",
        summary=_("一本登记：退件、问题件、投诉、缺货或补发，新的在前"),
        parameters=[RegisterQuery],
        responses=paged("RegisterPage", RegisterRowShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(RegisterQuery)
        one = self.register(asked["register"])
        with one_moment():
            rows = rows_narrowed(one, self.shop_id, asked)
            page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"], down=True)
            return Response(page.as_json(lambda found: self.shown(one, list(found))))


class RegisterRowEndpoint(RegisterView):
    scopes = {"GET": "cases:read"}

    @extend_schema(
        operation_id="register_row",
        summary=_("登记里的一条"),
        parameters=[WHICH],
        responses=RegisterRowShown,
    )
    def get(self, request: Request, register: str, registered_id: int) -> Response:
        return Response(self.row(self.register(register), registered_id))


class ReturnScansEndpoint(RegisterView):
    scopes = {"POST": "cases:write"}

    @extend_schema(
        operation_id="return_scan",
        summary=_("扫一件退件：运单号对得上的收进售后单，对不上的留着找主人"),
        description=_("同一个运单号扫几遍都是一件：第一次 again 是 false，后来的是 true。"),
        request=ReturnScanIn,
        responses=ReturnScanned,
    )
    def post(self, request: Request) -> Response:
        said = self.body(ReturnScanIn)
        case_id = said.pop("case", None)

        def work() -> Any:
            found = scan_in(actor=self.token.member, on_parcel=OnParcel(**said), case_id=case_id)
            return {"again": found.again, "row": self.row(RETURNS, found.row.pk)}

        return self.written(work)


class RegisterClosingEndpoint(RegisterView):
    scopes = {"POST": "cases:write"}

    @extend_schema(
        operation_id="register_row_close",
        summary=_("结案：写上结果，不再看"),
        description=_(
            "version 说您看到的版本，别人先动了就不办（register_row_moved）；"
            "投诉要先打完六步的勾；售后单要寄的补发跟着售后单结。"
        ),
        parameters=[WHICH],
        request=RegisterClosingIn,
        responses=RegisterRowShown,
    )
    def post(self, request: Request, register: str, registered_id: int) -> Response:
        one, member = self.register(register), self.token.member
        row_for(one.model, membership=member, row_id=registered_id)
        said = self.body(RegisterClosingIn)

        def work() -> Any:
            deed: RegisterRow
            if one is COMPLAINTS:
                deed = close_complaint(actor=member, row_id=registered_id, **said)
            else:
                deed = close_entry(actor=member, register=one, row_id=registered_id, **said)
            return self.row(one, deed.pk)

        return self.written(work)
