"""An order table by program: upload, dry run, write; how far it is, and which rows are wrong."""

from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.api.shapes import PageQuery
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.commerce.imports.access import import_for_member
from helpdesk.commerce.imports.actions.starting import (
    DATE_ORDERS,
    choose_mapping,
    go_on_writing,
    start_writing,
    stop_writing,
)
from helpdesk.commerce.imports.actions.undoing import start_undo
from helpdesk.commerce.imports.actions.uploading import choose_sheet, upload_file
from helpdesk.commerce.imports.limits import MAX_FILE
from helpdesk.commerce.imports.models import ImportKind, ImportProblem, ImportState, OrderImport
from helpdesk.commerce.imports.order_words import STATES
from helpdesk.commerce.imports.problems import cure_of, sentence_of
from helpdesk.commerce.imports.queries.listing import all_imports_of, problems_of
from helpdesk.commerce.models import Platform
from helpdesk.kernel.drf.fields import Moment
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged

READING = ("date_order", "state_words", "blank_bad_phones")
"""What of a trial cures many rows at once."""
AROUND = 64 * 1024
"""Bytes that a form needs around its file."""


class ImportIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(
        ImportKind.choices, default=ImportKind.ORDERS, help_text=_("表里是什么：订单、商品、价格")
    )
    file = serializers.FileField(help_text=_("xlsx、xls 或 csv，最大 200 MB"))


class CountsOfImport(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    wrong = serializers.IntegerField()
    noted = serializers.IntegerField()


class FailureShown(serializers.Serializer[Any]):
    code = serializers.CharField()
    message = serializers.CharField()
    action = serializers.CharField(allow_blank=True)


class ImportShown(serializers.Serializer[Any]):
    """One table on its way in. uploaded, then checking, checked, running, done; undoing, undone."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(ImportKind.choices)
    file_name = serializers.CharField()
    state = serializers.ChoiceField(ImportState.choices)
    platform = serializers.ChoiceField(Platform.choices)
    mapping = serializers.DictField(child=serializers.CharField(allow_blank=True))
    rows = serializers.IntegerField()
    rows_done = serializers.IntegerField()
    counts = CountsOfImport()
    checked_counts = CountsOfImport(allow_null=True)
    failure = FailureShown(allow_null=True)
    created_at = Moment()
    finished_at = Moment(allow_null=True)


class TrialIn(serializers.Serializer[Any]):
    """How to read the table; what is not said stays as proposed."""

    platform = serializers.ChoiceField(Platform.choices, required=False)
    mapping = serializers.DictField(
        child=serializers.CharField(allow_blank=True, max_length=40),
        required=False,
        help_text=_("栏目名到字段；空着是不要这一栏"),
    )
    sheet = serializers.CharField(
        required=False, max_length=80, help_text=_("工作簿里的哪一张；换了就重新认栏目")
    )
    date_order = serializers.ChoiceField(
        DATE_ORDERS, required=False, help_text=_("6/9/2026 是 mdy 还是 dmy；空着是分不清的不收")
    )
    state_words = serializers.DictField(
        child=serializers.ChoiceField(list(STATES)),
        required=False,
        help_text=_('表里的状态等于哪一种：{"配货中": "paid"}'),
    )
    blank_bad_phones = serializers.BooleanField(
        required=False, help_text=_("手机号不对的先空着，订单照样进")
    )


class ProblemRow(serializers.Serializer[Any]):
    """What is wrong with one cell; a value that is personal is masked."""

    row = serializers.IntegerField()
    heading = serializers.CharField(allow_blank=True)
    field = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    message = serializers.CharField()
    action = serializers.CharField(allow_blank=True)


class ImportView(ShopView):
    tag = "imports"

    def one(self, import_id: int) -> OrderImport:
        return import_for_member(membership=self.token.member, import_id=import_id)


class ImportsEndpoint(ImportView):
    scopes = {"GET": "imports:read", "POST": "imports:write"}
    parser_classes = (MultiPartParser,)
    max_body = MAX_FILE + AROUND

    @extend_schema(
        operation_id="imports",
        summary=_("导入列表，新的在前"),
        parameters=[PageQuery],
        responses=paged("ImportPage", ImportShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(PageQuery)
        rows = all_imports_of(self.shop_id)
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"], down=True)
        return Response(page.as_json(lambda found: ImportShown(found, many=True).data))

    @extend_schema(
        operation_id="import_upload",
        summary=_("上传一张订单表"),
        description=_("只是收下、认栏目，什么都不写；接着试一遍，再写入。"),
        request={"multipart/form-data": ImportIn},
        responses={201: ImportShown},
    )
    def post(self, request: Request) -> Response:
        said = self.body(ImportIn)
        sent = said["file"]

        def work() -> Any:
            row = upload_file(
                actor=self.token.member.user,
                shop_id=self.shop_id,
                file=cast(BinaryIO, sent.file),
                name=sent.name or "",
                kind=said["kind"],
            )
            return ImportShown(row).data

        return self.written(work, status=201)


class ImportEndpoint(ImportView):
    scopes = {"GET": "imports:read"}

    @extend_schema(operation_id="import", summary=_("一次导入到哪一步了"), responses=ImportShown)
    def get(self, request: Request, import_id: int) -> Response:
        return Response(ImportShown(self.one(import_id)).data)


class ImportTrialEndpoint(ImportView):
    scopes = {"POST": "imports:write"}

    @extend_schema(
        operation_id="import_try",
        summary=_("试一遍"),
        description=_("后台开始读，什么都不写；到 checked 时看 checked_counts 和有错的行。"),
        request=TrialIn,
        responses={202: ImportShown},
    )
    def post(self, request: Request, import_id: int) -> Response:
        row, said = self.one(import_id), self.body(TrialIn)

        def work() -> Any:
            if "sheet" in said:
                choose_sheet(row=row, sheet=said["sheet"])
            now = self.one(import_id)
            choose_mapping(
                row=now,
                mapping=said.get("mapping", now.mapping),
                preset=now.preset,
                platform=said.get("platform", now.platform),
                reading={name: said[name] for name in READING if name in said},
            )
            return ImportShown(self.one(import_id)).data

        return self.written(work, status=202)


class ImportWritingEndpoint(ImportView):
    scopes = {"POST": "imports:write"}

    @extend_schema(
        operation_id="import_write",
        summary=_("写入"),
        description=_("试过一遍才行。"),
        request=None,
        responses={202: ImportShown},
    )
    def post(self, request: Request, import_id: int) -> Response:
        row = self.one(import_id)

        def work() -> Any:
            start_writing(actor=self.token.member.user, row=row)
            return ImportShown(self.one(import_id)).data

        return self.written(work, status=202)


class ImportDeedEndpoint(ImportView):
    """A deed without a body, and the import as it stands after it."""

    scopes = {"POST": "imports:write"}

    def done(self, import_id: int, deed: Callable[..., None]) -> Response:
        row = self.one(import_id)

        def work() -> Any:
            deed(actor=self.token.member.user, row=row)
            return ImportShown(self.one(import_id)).data

        return self.written(work, status=202)


class ImportStopEndpoint(ImportDeedEndpoint):
    @extend_schema(
        operation_id="import_stop",
        summary=_("停下"),
        description=_("写进去的留着，没写的不写了；可以接着写，也可以撤回。"),
        request=None,
        responses={202: ImportShown},
    )
    def post(self, request: Request, import_id: int) -> Response:
        return self.done(import_id, stop_writing)


class ImportGoOnEndpoint(ImportDeedEndpoint):
    @extend_schema(
        operation_id="import_go_on",
        summary=_("接着写"),
        request=None,
        responses={202: ImportShown},
    )
    def post(self, request: Request, import_id: int) -> Response:
        return self.done(import_id, go_on_writing)


class ImportUndoEndpoint(ImportDeedEndpoint):
    @extend_schema(
        operation_id="import_undo",
        summary=_("撤回"),
        description=_("后台一批一批撤；后来有人改过的、别处用着的留着。过了店里定的时间就撤不了。"),
        request=None,
        responses={202: ImportShown},
    )
    def post(self, request: Request, import_id: int) -> Response:
        return self.done(import_id, start_undo)


class ImportProblemsEndpoint(ImportView):
    scopes = {"GET": "imports:read"}

    @extend_schema(
        operation_id="import_problems",
        summary=_("有错的行"),
        parameters=[PageQuery],
        responses=paged("ImportProblemPage", ProblemRow),
    )
    def get(self, request: Request, import_id: int) -> Response:
        row, asked = self.one(import_id), self.query(PageQuery)
        page = page_by_id(problems_of(row), cursor=asked.get("cursor"), length=asked["limit"])
        return Response(page.as_json(lambda found: ProblemRow(map(_told, found), many=True).data))


def _told(problem: ImportProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "heading": problem.heading,
        "field": problem.field,
        "code": problem.code,
        "value": problem.value,
        "message": sentence_of(problem.code, problem.value),
        "action": cure_of(problem.code),
    }
