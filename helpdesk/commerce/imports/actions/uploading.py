"""A file arrives: looked into, kept, and proposed to the person with its columns matched."""

from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.commerce.imports import storage
from helpdesk.commerce.imports.actions import filing
from helpdesk.commerce.imports.headings import best_preset, proposed
from helpdesk.commerce.imports.kinds import Kind, kind_of
from helpdesk.commerce.imports.models import ImportKind, ImportState, OrderImport, choices_of
from helpdesk.commerce.imports.presets import platform_of
from helpdesk.commerce.imports.queries.remembered import remembered_mapping
from helpdesk.commerce.imports.reading import look_into
from helpdesk.commerce.imports.samples import with_sealed_samples
from helpdesk.commerce.imports.tables import FileFacts


def upload_file(
    *,
    actor: User,
    shop_id: int,
    file: BinaryIO,
    name: str,
    kind: str = ImportKind.ORDERS,
) -> OrderImport:
    """Keep a file that can be read as a table; `FileProblem` in words for any other."""
    facts = look_into(file)
    size = file.seek(0, 2)
    kept = filing.keep(file, shop_id=shop_id)
    try:
        return _created(
            actor=actor,
            shop_id=shop_id,
            kind=kind_of(kind),
            facts=facts,
            kept=kept,
            name=name,
            size=size,
        )
    except BaseException:
        filing.forget(kept)
        raise


@transaction.atomic
def _created(
    *, actor: User, shop_id: int, kind: Kind, facts: FileFacts, kept: str, name: str, size: int
) -> OrderImport:
    shown = PurePosixPath(name.replace("\\", "/").replace("\x00", "")).name[-120:] or "?"
    row = OrderImport.objects.create(
        shop_id=shop_id,
        kind=kind.name,
        file=kept,
        file_name=shown,
        file_size=size,
        facts=with_sealed_samples(facts, shop_id=shop_id, name=kept),
        created_by=actor,
        **_proposal(shop_id, facts, kind),
    )
    record(
        shop_id=shop_id,
        actor=actor,
        verb="import.uploaded",
        target=row,
        data={"target": shown, "rows": facts.rows},
    )
    return row


@transaction.atomic
def choose_sheet(*, row: OrderImport, sheet: str) -> None:
    """Read another sheet of the workbook: its headings, its mapping."""
    with storage.opened(row) as file:
        facts = look_into(file, sheet=sheet)
    OrderImport.objects.filter(
        pk=row.pk, state__in=(ImportState.UPLOADED, ImportState.CHECKED)
    ).update(
        facts=with_sealed_samples(facts, shop_id=row.shop_id, name=row.file),
        state=ImportState.UPLOADED,
        checked_counts=None,
        **_proposal(row.shop_id, facts, kind_of(row.kind)),
    )


def _proposal(shop_id: int, facts: FileFacts, kind: Kind) -> dict[str, Any]:
    preset = best_preset(facts.headings, kind)
    before = remembered_mapping(shop_id, preset)
    mapping, _source = proposed(facts.headings, preset, before.mapping if before else {}, kind)
    return {
        "preset": preset,
        "platform": before.platform if before else platform_of(preset),
        "mapping": mapping,
        "choices": choices_of(before) if before else {},
    }
