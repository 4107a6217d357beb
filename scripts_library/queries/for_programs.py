"""The library as the API tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from helpdesk.accounts.models import Membership
from scripts_library.access import visible_scripts
from scripts_library.models import Script, ScriptAttachment, ScriptVersion
from scripts_library.queries.listing import matching

PLAIN = ("state", "scope", "stage", "language")


def scripts_narrowed(membership: Membership, asked: Mapping[str, Any]) -> QuerySet[Script]:
    """What the member finds, by the conditions of `ScriptsQuery`."""
    rows = visible_scripts(membership).select_related("folder__parent")
    rows = rows.filter(**{name: asked[name] for name in PLAIN if name in asked})
    if "folder_id" in asked:
        inside = Q(folder_id=asked["folder_id"]) | Q(folder__parent_id=asked["folder_id"])
        rows = rows.filter(inside)
    if "tag" in asked:
        rows = rows.filter(tags__contains=[asked["tag"]])
    if "code" in asked:
        rows = rows.filter(code=asked["code"].strip().upper())
    if "words" in asked:
        rows = rows.filter(pk__in=matching(membership.shop_id, asked["words"]))
    return rows


def told(scripts: Sequence[Script]) -> list[dict[str, Any]]:
    """Each with its newest words, those in use, and what goes along. Two queries."""
    versions = ScriptVersion.objects.select_related("author__user").filter(
        script__in=[one.pk for one in scripts]
    )
    wanted = Q(pk__in=[])
    for one in scripts:
        wanted |= Q(script=one.pk, number__in=[one.latest, one.live or one.latest])
    by_number = {(one.script_id, one.number): one for one in versions.filter(wanted)}
    newest = {one.pk: by_number[one.pk, one.latest] for one in scripts}
    rows = ScriptAttachment.objects.filter(version__in=[one.pk for one in newest.values()])
    beside: dict[int, list[ScriptAttachment]] = {}
    for row in rows.select_related("file").order_by("place"):
        beside.setdefault(row.version_id, []).append(row)
    return [
        _told(
            one,
            newest[one.pk],
            by_number[one.pk, one.live] if one.live else None,
            beside.get(newest[one.pk].pk, []),
        )
        for one in scripts
    ]


def _told(
    script: Script,
    newest: ScriptVersion,
    live: ScriptVersion | None,
    beside: Sequence[ScriptAttachment],
) -> dict[str, Any]:
    folder = script.folder
    path = [one.name for one in (folder.parent if folder else None, folder) if one]
    files = [one.file for one in beside if one.file is not None]
    return {
        "id": script.pk,
        "edits": script.edits,
        "state": script.state,
        "version": newest.number,
        "title": newest.title,
        "body": newest.body,
        "live": {"version": live.number, "title": live.title, "body": live.body} if live else None,
        "products": [one.product_id for one in beside if one.product_id is not None],
        "files": [
            {"key": one.key, "name": one.name, "kind": one.kind, "size": one.size} for one in files
        ],
        "code": script.code,
        "scope": script.scope,
        "group_id": script.group_id,
        "folder_id": script.folder_id,
        "folder": "/".join(path),
        "stage": script.stage,
        "language": script.language,
        "tags": script.tags,
        "valid_from": script.valid_from,
        "valid_until": script.valid_until,
        "author": newest.author.user.shown_name,
        "changed_at": script.changed_at,
    }
