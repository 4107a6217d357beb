"""Imports of a shop, and the rows that were wrong."""

from django.db.models import QuerySet

from helpdesk.commerce.imports.models import ImportProblem, OrderImport

PER_PAGE = 30
MOST_ROWS = 200


def all_imports_of(shop_id: int) -> QuerySet[OrderImport]:
    """The shop's imports, in no order yet."""
    return OrderImport.objects.filter(shop_id=shop_id)


def imports_of(shop_id: int, *, before: int | None = None) -> list[OrderImport]:
    """The newest first; one more than fits a page tells that there are older ones."""
    found = OrderImport.objects.select_related("created_by").filter(shop_id=shop_id)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: PER_PAGE + 1])


def problems_of(row: OrderImport) -> QuerySet[ImportProblem]:
    """By row, as one reads the file."""
    return ImportProblem.objects.filter(shop_id=row.shop_id, order_import_id=row.pk).order_by(
        "row", "pk"
    )


def rows_of_cause(row: OrderImport, *, code: str, heading: str) -> list[ImportProblem]:
    """The first rows with one trouble in one column."""
    return list(problems_of(row).filter(code=code, heading=heading)[:MOST_ROWS])
