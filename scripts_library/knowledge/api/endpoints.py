"""What a shop knows: lists, one, and upserts by what each is about."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from helpdesk.accounts.access import require
from helpdesk.accounts.api.shop_view import ShopView
from helpdesk.accounts.models import Membership
from helpdesk.kernel.drf.paging import page_by_id
from helpdesk.kernel.drf.schema import paged
from scripts_library.drafts import Words
from scripts_library.errors import ChangedMeanwhile
from scripts_library.knowledge import fields
from scripts_library.knowledge.access import answer_of, sheet_of
from scripts_library.knowledge.actions.answering import change_answer, write_answer
from scripts_library.knowledge.actions.saving import Draft, save_sheet
from scripts_library.knowledge.api.shapes import (
    AboutQuery,
    AnswerIn,
    AnswerShown,
    KnowledgeRefusal,
    SheetIn,
    SheetShown,
    SheetsQuery,
)
from scripts_library.knowledge.contents import FIELDS
from scripts_library.knowledge.errors import SheetChangedMeanwhile
from scripts_library.knowledge.models import OF_PRODUCT, Sheet, SheetKind
from scripts_library.knowledge.queries.for_programs import (
    answer_asked,
    answers_narrowed,
    answers_told,
    howto_called,
    sheets_narrowed,
    sheets_told,
)
from scripts_library.knowledge.subject import Subject

REFUSED = {400: KnowledgeRefusal, 409: KnowledgeRefusal}


class KnowledgeView(ShopView):
    """In whose name a program reads and writes."""

    tag = "knowledge"

    @property
    def member(self) -> Membership:
        """The member in whose name the token acts: what they write waits, or is in force."""
        member = self.token.member
        require(member, "scripts.write")
        return member


class SheetsEndpoint(KnowledgeView):
    scopes = {"GET": "knowledge:read", "POST": "knowledge:write"}

    @extend_schema(
        operation_id="sheets",
        summary=gettext_lazy("商品资料、FABE 卡、怎么弄、售前要问的"),
        parameters=[SheetsQuery],
        responses=paged("SheetPage", SheetShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(SheetsQuery)
        rows = sheets_narrowed(self.member.shop_id, asked)
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"])
        return Response(page.as_json(lambda found: SheetShown(sheets_told(found), many=True).data))

    @extend_schema(
        operation_id="sheet_save",
        summary=gettext_lazy("存一份：没有就新建，有就是下一版，一样就不动"),
        request=SheetIn,
        responses={200: SheetShown, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        said, member = self.body(SheetIn), self.member
        kind, content = said["kind"], said["content"]
        subject = _subject(said)
        _require_fitting(kind, subject, content)
        there: Sheet | None = None
        if kind == SheetKind.HOWTO:
            there = howto_called(member.shop_id, subject, content.get("title", ""))

        def work() -> Any:
            try:
                sheet = save_sheet(
                    actor=member,
                    kind=kind,
                    subject=subject,
                    draft=Draft(content, said["source"], said["valid_until"]),
                    seen=said["edits"],
                    sheet_id=there.pk if there else None,
                )
            except SheetChangedMeanwhile as problem:
                current = (
                    there
                    or sheets_narrowed(member.shop_id, {"kind": kind, **subject.lookup}).first()
                )
                problem.current = _shown(current) if current else None
                raise
            return _shown(sheet)

        return self.written(work)


class SheetEndpoint(KnowledgeView):
    scopes = {"GET": "knowledge:read"}

    @extend_schema(operation_id="sheet", summary=gettext_lazy("一份资料"), responses=SheetShown)
    def get(self, request: Request, sheet_id: int) -> Response:
        return Response(_shown(sheet_of(membership=self.member, sheet_id=sheet_id)))


class AnswersEndpoint(KnowledgeView):
    scopes = {"GET": "knowledge:read", "POST": "knowledge:write"}

    @extend_schema(
        operation_id="answers",
        summary=gettext_lazy("统一口径"),
        parameters=[AboutQuery],
        responses=paged("AnswerPage", AnswerShown),
    )
    def get(self, request: Request) -> Response:
        asked = self.query(AboutQuery)
        rows = answers_narrowed(self.member.shop_id, asked)
        page = page_by_id(rows, cursor=asked.get("cursor"), length=asked["limit"])
        return Response(
            page.as_json(lambda found: AnswerShown(answers_told(found), many=True).data)
        )

    @extend_schema(
        operation_id="answer_save",
        summary=gettext_lazy("存一条口径：没有就写好送审，改了话也送审，一样就不动"),
        request=AnswerIn,
        responses={200: AnswerShown, **REFUSED},
    )
    def post(self, request: Request) -> Response:
        said, member = self.body(AnswerIn), self.member
        subject = _subject(said)
        there = answer_asked(member.shop_id, subject, said["question"])
        days = {name: said[name] for name in ("valid_from", "valid_until")}

        def work() -> Any:
            if there is None:
                words = Words(said["question"], said["body"])
                made = write_answer(
                    actor=member, subject=subject, words=words, asks=said["asks"], **days
                )
                script_id = made.script_id
            else:
                script_id = there.script_id
                try:
                    change_answer(
                        actor=member,
                        script_id=script_id,
                        body=said["body"],
                        asks=said["asks"],
                        seen=said["edits"],
                        **days,
                    )
                except ChangedMeanwhile as problem:
                    problem.current = dict(AnswerShown(answers_told([there])[0]).data)
                    raise
            answer = answer_of(membership=member, script_id=script_id)
            return dict(AnswerShown(answers_told([answer])[0]).data)

        return self.written(work)


def _shown(sheet: Sheet) -> dict[str, Any]:
    return dict(SheetShown(sheets_told([sheet])[0]).data)


def _subject(said: dict[str, Any]) -> Subject:
    """One of the two, or FieldWrong."""
    product_id, category = said.get("product_id"), said.get("category", "").strip()
    if (product_id is None) == (not category):
        raise fields.wrong("product", _("product_id 和 category 写一样，只写一样"))
    return Subject(product_id, category)


def _require_fitting(kind: str, subject: Subject, content: dict[str, Any]) -> None:
    """Nothing that is said may be lost unseen: a field of another kind is refused."""
    if kind in OF_PRODUCT and subject.product_id is None:
        raise fields.wrong("product", _("这一种只能是一个商品的"))
    if kind == SheetKind.QUESTIONS and subject.product_id is not None:
        raise fields.wrong("category", _("售前要问的按类别写"))
    for name in content:
        if name not in FIELDS[kind]:
            raise fields.wrong(name, _("这一种资料里没有这一项"))
