"""What a plan of a table needs to know of the shop, and what is known as a table."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache

from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from helpdesk.accounts.policies import value_of
from helpdesk.commerce.models import Product, Sku
from scripts_library.checks import blocking, findings_in, findings_told
from scripts_library.knowledge.models import (
    ApprovedAnswer,
    KnowledgeImport,
    Sheet,
    SheetKind,
    SheetVersion,
)
from scripts_library.knowledge.policy_rules import VALID_DAYS
from scripts_library.knowledge.subject import Subject
from scripts_library.knowledge.tables.cells import BETWEEN, cells_of
from scripts_library.knowledge.tables.planning import Around, Key, Known, key_of
from scripts_library.knowledge.tables.shapes import ANSWERS, SHAPES
from scripts_library.models import Scope, ScriptState, ScriptVersion, VersionState
from scripts_library.queries.passages import passages_of
from scripts_library.tables.reading import Line
from scripts_library.wording import whole


def around(shop_id: int, kind: str, lines: Sequence[Line]) -> Around:
    """A handful of queries, whatever the number of rows; words are judged when a row needs it."""
    passages = passages_of(shop_id)
    today = timezone.localdate()

    @cache
    def blocked(words: str) -> str:
        found = blocking(findings_in(shop_id, whole(words, passages)))
        return findings_told(found) if found else ""

    names = dict(
        Product.objects.filter(shop_id=shop_id, retired_at__isnull=True).values_list("pk", "name")
    )
    codes = {line.cells.get("code", "").strip() for line in lines} - {""}
    by_code = Sku.objects.filter(shop_id=shop_id, code__in=codes, product_id__in=names)
    return Around(
        products={name: pk for pk, name in names.items()},
        codes=dict(by_code.values_list("code", "product_id")),
        names=names,
        known=_answers(shop_id) if kind == ANSWERS else _sheets(shop_id, kind),
        passages=passages,
        today=today,
        until=today + timedelta(days=int(value_of(shop_id, VALID_DAYS))),
        blocked=blocked,
    )


def table_rows(membership: Membership, kind: str) -> Iterator[tuple[str, ...]]:
    """Everything of one kind, headings first; what is out of use stays at home. What waits for a
    reviewer goes along as it is proposed."""
    shape = SHAPES[kind]
    yield shape.headings
    shop_id = membership.shop_id
    products = dict(Product.objects.filter(shop_id=shop_id).values_list("pk", "name"))
    codes = _one_code_each(shop_id) if "code" in shape.columns else {}
    known = _answers(shop_id) if kind == ANSWERS else _sheets(shop_id, kind)
    for (subject, _title), one in known.items():
        if one.is_retired:
            continue
        about = {
            "code": codes.get(subject.product_id or 0, ""),
            "product": products.get(subject.product_id or 0, ""),
            "category": subject.category,
            "source": one.source,
            "valid_from": one.valid_from.isoformat() if one.valid_from else "",
            "valid_until": one.valid_until.isoformat() if one.valid_until else "",
        }
        for cells in _told(kind, one):
            row = about | cells
            yield tuple(row.get(name, "") for name in shape.columns)


def tables_of(membership: Membership, most: int = 10) -> Sequence[KnowledgeImport]:
    """The tables that the member brought, newest first, without their rows."""
    rows = KnowledgeImport.objects.filter(shop_id=membership.shop_id, member=membership)
    return list(rows.defer("rows").order_by("-created_at")[:most])


def known_many(shop_id: int) -> dict[str, int]:
    """How many of each kind there are to take along. Two queries."""
    sheets = Sheet.objects.filter(shop_id=shop_id).exclude(state=ScriptState.RETIRED)
    counted = dict(sheets.values_list("kind").annotate(many=Count("pk")).order_by())
    answers = ApprovedAnswer.objects.filter(shop_id=shop_id, script__scope=Scope.SHOP)
    in_use = answers.exclude(script__state=ScriptState.RETIRED)
    return {kind: counted.get(kind, 0) for kind in SheetKind.values} | {ANSWERS: in_use.count()}


def _told(kind: str, one: Known) -> list[dict[str, str]]:
    if kind != ANSWERS:
        return cells_of(kind, one.content)
    asks = BETWEEN.join(one.content["asks"])
    return [{"question": one.content["question"], "body": one.content["body"], "asks": asks}]


def _sheets(shop_id: int, kind: str) -> dict[Key, Known]:
    """Each at its newest version, in the order in which they were made. Two queries."""
    sheets = Sheet.objects.filter(shop_id=shop_id, kind=kind).order_by("pk")
    newest = SheetVersion.objects.filter(
        shop_id=shop_id, sheet__shop_id=shop_id, sheet__kind=kind, number=F("sheet__latest")
    )
    by_sheet = {one.sheet_id: one for one in newest}
    found: dict[Key, Known] = {}
    for sheet in sheets:
        version = by_sheet[sheet.pk]
        subject = Subject(sheet.product_id, sheet.category)
        in_force = sheet.live == version.number
        found[key_of(kind, subject, version.content)] = Known(
            id=sheet.pk,
            content=version.content,
            source=version.source,
            valid_until=sheet.valid_until if in_force else version.valid_until,
            is_retired=sheet.state == ScriptState.RETIRED,
            waits=version.state == VersionState.REVIEW,
        )
    return found


def _answers(shop_id: int) -> dict[Key, Known]:
    """Each with the newest words of its script. Two queries."""
    answers = ApprovedAnswer.objects.filter(shop_id=shop_id, script__scope=Scope.SHOP)
    newest = ScriptVersion.objects.filter(
        shop_id=shop_id, script__answer__shop_id=shop_id, number=F("script__latest")
    )
    by_script = {one.script_id: one for one in newest}
    found: dict[Key, Known] = {}
    for answer in answers.select_related("script").order_by("pk"):
        version, script = by_script[answer.script_id], answer.script
        content = {"question": version.title, "body": version.body, "asks": answer.asks}
        subject = Subject(answer.product_id, answer.category)
        found[key_of(ANSWERS, subject, content)] = Known(
            id=script.pk,
            content=content,
            valid_from=script.valid_from,
            valid_until=script.valid_until,
            is_retired=script.state == ScriptState.RETIRED,
            waits=version.state == VersionState.REVIEW,
        )
    return found


def _one_code_each(shop_id: int) -> dict[int, str]:
    """A product with one article is known by its code; with several, by its name alone."""
    codes: dict[int, list[str]] = {}
    for product_id, code in Sku.objects.filter(shop_id=shop_id).values_list("product_id", "code"):
        codes.setdefault(product_id, []).append(code)
    return {product_id: known[0] for product_id, known in codes.items() if len(known) == 1}


def wrong_rows(
    kind: str, lines: Sequence[Line], wrong: dict[int, tuple[str, str]]
) -> list[tuple[str, ...]]:
    """The rows that are not written, as they came, each with the column and what is wrong with it;
    under headings that come back in."""
    shape = SHAPES[kind]
    names = [name for name in shape.columns if any(name in line.cells for line in lines)]
    rows = [(*(shape.columns[name][0] for name in names), _("哪一栏"), _("哪里不对"))]
    for line in lines:
        if line.row in wrong:
            cells = (line.cells.get(name, "") for name in names)
            rows.append((*cells, *wrong[line.row]))
    return rows
