"""An import as far as a test wants it, and a worker that works at once."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from helpdesk.accounts.models import Membership
from helpdesk.commerce.imports.actions.starting import choose_mapping, start_writing
from helpdesk.commerce.imports.actions.uploading import upload_file
from helpdesk.commerce.imports.actions.working import work
from helpdesk.commerce.imports.models import OrderImport
from tests.imports.files import csv_of, taobao


@pytest.fixture(autouse=True)
def own_media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Imports that were handed to a worker; nobody works unless the test does."""
    ids: list[int] = []

    class Queue:
        delay = staticmethod(ids.append)

    monkeypatch.setattr("helpdesk.commerce.imports.actions.handing_over.work_on_import", Queue)
    return ids


Bring = Callable[..., OrderImport]


def uploaded(
    member: Membership, file: BytesIO, name: str = "6 月.csv", kind: str = "orders"
) -> OrderImport:
    return upload_file(actor=member.user, shop_id=member.shop_id, file=file, name=name, kind=kind)


def import_of(member: Membership) -> OrderImport:
    """Any import of the member's shop: for those who should not find it."""
    here = OrderImport.objects.filter(shop=member.shop).first()
    return here or uploaded(member, csv_of(taobao(1)))


def mapped(row: OrderImport, **fields: str) -> OrderImport:
    """Say yes to the proposal, with other fields for some headings."""
    choose_mapping(row=row, mapping=row.mapping | fields, preset=row.preset, platform=row.platform)
    return fresh(row)


def tried(row: OrderImport) -> OrderImport:
    row = mapped(row)
    work(import_id=row.pk)
    return fresh(row)


def written(row: OrderImport, member: Membership) -> OrderImport:
    row = tried(row)
    start_writing(actor=member.user, row=row)
    work(import_id=row.pk)
    return fresh(row)


def fresh(row: OrderImport) -> OrderImport:
    found: OrderImport = OrderImport.objects.select_related("shop", "created_by").get(pk=row.pk)
    return found


def numbers(row: OrderImport) -> dict[str, Any]:
    """Created, changed, unchanged, wrong."""
    return {name: row.counts[name] for name in ("created", "changed", "unchanged", "wrong")}
