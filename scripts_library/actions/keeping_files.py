"""Files of scripts: a row before the bytes, one for each content, gone when nothing shows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from helpdesk.accounts.access import require
from helpdesk.accounts.models import Membership
from helpdesk.kernel.clock import now
from helpdesk.kernel.errors import NotFound
from helpdesk.kernel.locks import locked
from helpdesk.kernel.tokens import random_key
from scripts_library.models import ScriptAttachment, ScriptFile, ScriptFileState

UNUSED_HOURS = 24
"""How long a file waits that no script shows: for somebody who is still writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What is known of a file once it was checked by its content."""

    kind: str
    name: str
    size: int
    sha256: str
    width: int | None
    height: int | None
    moving: bool
    stored: str
    thumb: str


def same_file(shop_id: int, sha256: str) -> ScriptFile | None:
    """The one of this content that the shop has; from now on it waits anew."""
    rows = ScriptFile.objects.filter(shop_id=shop_id, sha256=sha256, state=ScriptFileState.KEPT)
    return rows.first() if rows.update(touched_at=now()) else None


def announce_file(*, actor: Membership, facts: FileFacts) -> ScriptFile:
    """The row of a file whose bytes are about to be stored."""
    require(actor, "scripts.write")
    return ScriptFile.objects.create(
        shop_id=actor.shop_id,
        member=actor,
        key=random_key(),
        touched_at=now(),
        kind=facts.kind,
        name=facts.name,
        size=facts.size,
        sha256=facts.sha256,
        width=facts.width,
        height=facts.height,
        moving=facts.moving,
        stored=facts.stored,
        thumb=facts.thumb,
    )


def keep_file(row: ScriptFile) -> ScriptFile:
    """Its bytes are stored: from now on it may go along. The other one, where the same content
    came twice at once; then this row waits for the sweep."""
    try:
        with transaction.atomic():
            ScriptFile.objects.filter(pk=row.pk).update(state=ScriptFileState.KEPT)
    except IntegrityError:
        other = same_file(row.shop_id, row.sha256)
        if other is None:
            raise
        return other
    row.state = ScriptFileState.KEPT
    return row


def held_file(row: ScriptFile) -> ScriptFile:
    """The file, held and touched, so that no sweep takes it from whoever is putting it to
    something; NotFound where one just did."""
    kept = locked(ScriptFile.objects.filter(pk=row.pk, state=ScriptFileState.KEPT)).first()
    if kept is None:
        raise NotFound()
    ScriptFile.objects.filter(pk=row.pk).update(touched_at=now())
    held: ScriptFile = kept
    return held


def leaving_files(
    *, shop_id: int, besides: QuerySet[Any, Any], most: int
) -> Collection[ScriptFile]:
    """Say of files that no version and nothing of ``besides`` (their numbers) shows that they are
    leaving. Returns those of the shop whose bytes are to be deleted, the longest due first, at
    most ``most``.
    """
    old = now() - timedelta(hours=UNUSED_HOURS)
    shown = ScriptAttachment.objects.filter(shop_id=shop_id, file=OuterRef("pk"))
    unused = (
        ScriptFile.objects.filter(shop_id=shop_id, touched_at__lt=old)
        .filter(Q(state=ScriptFileState.ARRIVING) | Q(state=ScriptFileState.KEPT))
        .exclude(Exists(shown))
        .exclude(pk__in=besides)
    )
    chosen = list(unused.values_list("pk", flat=True)[:most])
    # Asked again by the statement itself: one of them may be put to a script at this very moment.
    unused.filter(pk__in=chosen).update(state=ScriptFileState.LEAVING)
    leaving = ScriptFile.objects.filter(shop_id=shop_id, state=ScriptFileState.LEAVING)
    return list(leaving.order_by("touched_at")[:most])


def put_off(rows: Collection[ScriptFile]) -> None:
    """Their bytes cannot be deleted now: they go to the end of the line."""
    ScriptFile.objects.filter(pk__in=[row.pk for row in rows]).update(touched_at=now())


def forget_file(row: ScriptFile) -> None:
    """Its bytes are gone, and so is the row."""
    row.delete()
