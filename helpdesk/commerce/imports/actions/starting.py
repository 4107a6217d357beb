"""What a person decides: which column is what, another reading, go ahead, stop, not at all."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.commerce.imports.actions import filing
from helpdesk.commerce.imports.actions.handing_over import move, to_a_worker
from helpdesk.commerce.imports.errors import (
    ChoiceUnknown,
    FieldNeeded,
    FieldTwice,
    NothingToWrite,
    NotNow,
)
from helpdesk.commerce.imports.headings import to_remember
from helpdesk.commerce.imports.kinds import kind_of
from helpdesk.commerce.imports.models import (
    ImportState,
    OrderImport,
    RememberedMapping,
    choices_of,
    no_counts,
)
from helpdesk.commerce.imports.order_words import STATES
from helpdesk.commerce.models import Platform
from helpdesk.kernel import clock

DATE_ORDERS = ("", "mdy", "dmy")
MOST_STATE_WORDS = 50
BEFORE_WRITING = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED)


@transaction.atomic
def choose_mapping(
    *,
    row: OrderImport,
    mapping: dict[str, str],
    preset: str,
    platform: str,
    reading: Mapping[str, Any] | None = None,
) -> None:
    """Store which column is what, remember it for the shop, and begin the dry run.

    ``reading`` holds cures as in `choose_reading`, where they are known beforehand.
    """
    if preset not in kind_of(row.kind).presets or platform not in Platform.values:
        raise ChoiceUnknown()
    chosen = _checked(row, mapping)
    choices = _choices(row, **(reading or {}))
    move(
        row,
        BEFORE_WRITING,
        **_fresh(ImportState.CHECKING),
        mapping=chosen,
        preset=preset,
        platform=platform,
        choices=choices,
    )
    RememberedMapping.objects.update_or_create(
        shop_id=row.shop_id,
        preset=preset,
        defaults={
            "mapping": to_remember(chosen),
            "platform": platform,
            "choices": choices,
            "used_at": clock.now(),
        },
    )
    to_a_worker(row.pk)


@transaction.atomic
def choose_reading(*, row: OrderImport, **reading: Any) -> None:
    """A cure for many rows at once; the dry run begins again with it.

    ``date_order`` (mdy, dmy, or "" to ask), ``state_words`` (a word of the file to a state of
    ours), ``blank_bad_phones``.
    """
    choices = _choices(row, **reading)
    move(row, BEFORE_WRITING, **_fresh(ImportState.CHECKING), choices=choices)
    RememberedMapping.objects.filter(shop_id=row.shop_id, preset=row.preset).update(choices=choices)
    to_a_worker(row.pk)


def _choices(
    row: OrderImport,
    *,
    date_order: str | None = None,
    state_words: Mapping[str, str] | None = None,
    blank_bad_phones: bool | None = None,
) -> dict[str, Any]:
    """The row's choices with these beside them; what is not said stays. ChoiceUnknown."""
    choices: dict[str, Any] = choices_of(row)
    if date_order is not None:
        if date_order not in DATE_ORDERS:
            raise ChoiceUnknown()
        choices["date_order"] = date_order
    for word, state in (state_words or {}).items():
        if state not in STATES or not word or len(choices["state_words"]) >= MOST_STATE_WORDS:
            raise ChoiceUnknown()
        choices["state_words"] = choices["state_words"] | {word[:60]: state}
    if blank_bad_phones is not None:
        choices["blank_bad_phones"] = blank_bad_phones
    return choices


@transaction.atomic
def start_writing(*, actor: User, row: OrderImport) -> None:
    """Go ahead after a dry run."""
    counts = row.checked_counts or {}
    if row.state == ImportState.CHECKED and not counts.get("created", 0) + counts.get("changed", 0):
        raise NothingToWrite()
    move(row, (ImportState.CHECKED,), **_fresh(ImportState.RUNNING))
    _record(actor, row, "import.started")
    to_a_worker(row.pk)


@transaction.atomic
def stop_writing(*, actor: User, row: OrderImport) -> None:
    """Between two batches; what is written stays."""
    move(row, (ImportState.RUNNING,), state=ImportState.STOPPED, finished_at=clock.now())
    _record(actor, row, "import.stopped")


@transaction.atomic
def go_on_writing(*, actor: User, row: OrderImport) -> None:
    """From where it was stopped."""
    move(
        row,
        (ImportState.STOPPED,),
        state=ImportState.RUNNING,
        attempt=F("attempt") + 1,
        beat_at=clock.now(),
        finished_at=None,
        tries=0,
    )
    _record(actor, row, "import.started")
    to_a_worker(row.pk)


@transaction.atomic
def discard(*, actor: User, row: OrderImport) -> None:
    """An import that wrote nothing goes, and its file with it."""
    gone, _rows = OrderImport.objects.filter(
        pk=row.pk, state__in=(*BEFORE_WRITING, ImportState.FAILED), attempt=row.attempt
    ).delete()
    if not gone:
        raise NotNow(state=ImportState(row.state).label)
    _record(actor, row, "import.discarded")
    transaction.on_commit(lambda: filing.forget(row.file), robust=True)


def _checked(row: OrderImport, mapping: dict[str, str]) -> dict[str, str]:
    kind = kind_of(row.kind)
    chosen = {heading: mapping.get(heading, "") for heading in row.facts["headings"]}
    taken: dict[str, str] = {}
    for heading, field in chosen.items():
        if not field:
            continue
        if field not in kind.fields:
            raise ChoiceUnknown()
        if field in taken:
            raise FieldTwice(first=taken[field], second=heading, field=kind.fields[field].label)
        taken[field] = heading
    for field in kind.needs:
        if field not in taken:
            raise FieldNeeded(field=kind.fields[field].label)
    return chosen


def _fresh(state: ImportState) -> dict[str, Any]:
    """A new attempt from the first row."""
    moment = clock.now()
    return {
        "state": state,
        "attempt": F("attempt") + 1,
        "cursor": 0,
        "rows_done": 0,
        "counts": no_counts(),
        "causes": {},
        "failure": None,
        "tries": 0,
        "started_at": moment,
        "beat_at": moment,
        "finished_at": None,
    }


def _record(actor: User, row: OrderImport, verb: str) -> None:
    record(shop_id=row.shop_id, actor=actor, verb=verb, target=row, data={"target": row.file_name})
