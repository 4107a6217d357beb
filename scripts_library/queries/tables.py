"""What a plan needs to know of the shop, and the library as a table."""

from collections.abc import Iterator, Sequence

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.team.models import Group
from scripts_library.access import visible_scripts
from scripts_library.checks import findings_in
from scripts_library.models import (
    Language,
    Scope,
    Script,
    ScriptFile,
    ScriptImport,
    ScriptState,
    ScriptVersion,
    Stage,
)
from scripts_library.queries.goods import Along, along_with
from scripts_library.queries.passages import passages_of
from scripts_library.rights import may_file
from scripts_library.tables.columns import COLUMNS, FILES_APART
from scripts_library.tables.planning import APART, Around, Known, Planned
from scripts_library.tables.reading import Line
from scripts_library.wording import whole

HEADINGS = (
    "标题",
    "代码",
    "内容",
    "场景",
    "谁能用",
    "阶段",
    "语言",
    "标签",
    "从哪天起",
    "有效到",
    "图片和文件",
)
"""Of a file, not of a page: the same whoever downloads it, so that it comes back in."""

STAGE_WORDS = {Stage.PRE_SALE: "售前", Stage.IN_SALE: "售中", Stage.AFTER_SALE: "售后"}


def around(membership: Membership, lines: Sequence[Line]) -> Around:
    """Six queries, and what the checks find in each row."""
    passages = passages_of(membership.shop_id)
    findings = {
        line.row: findings_in(membership.shop_id, whole(line.cells.get("body", ""), passages))
        for line in lines
    }
    known = [_known(membership, *row) for row in _rows(membership)]
    codes = Script.objects.filter(shop_id=membership.shop_id).exclude(code="")
    elsewhere = codes.exclude(pk__in=visible_scripts(membership).values("pk"))
    return Around(
        known=known,
        codes_elsewhere=frozenset(elsewhere.values_list("code", flat=True)),
        passages=passages,
        groups=dict(Group.objects.filter(shop_id=membership.shop_id).values_list("name", "pk")),
        today=timezone.localdate(),
        may_share=allows(membership.role, "scripts.manage"),
        findings=findings,
    )


def table_rows(membership: Membership) -> Iterator[tuple[str, ...]]:
    """The library as a table, headings first; what is out of use, or of a group that is no more,
    stays at home. Pictures and files are only named."""
    yield HEADINGS
    for script, version, files in _rows(membership):
        if script.state == ScriptState.RETIRED or _is_of_no_group(script):
            continue
        yield (
            version.title,
            script.code,
            version.body,
            _path(script),
            _scope_word(script),
            STAGE_WORDS.get(Stage(script.stage), ""),
            "英文" if script.language == Language.EN else "中文",
            "、".join(script.tags),
            script.valid_from.isoformat() if script.valid_from else "",
            script.valid_until.isoformat() if script.valid_until else "",
            FILES_APART.join(one.name for one in files),
        )


def wrong_rows(lines: Sequence[Line], planned: Sequence[Planned]) -> list[tuple[str, ...]]:
    """The rows that are not written, as they came, each with what is wrong and how it is mended;
    under headings that come back in."""
    names = [name for name in COLUMNS if any(name in line.cells for line in lines)]
    rows = [(*(COLUMNS[name][0] for name in names), _("哪里不对"), _("怎么改"))]
    for line, row in zip(lines, planned, strict=True):
        if row.does == "wrong":
            cells = (line.cells.get(name, "") for name in names)
            rows.append((*cells, row.problem, row.advice))
    return rows


def tables_of(membership: Membership, most: int = 10) -> Sequence[ScriptImport]:
    """The tables that the member brought, newest first, without their rows."""
    rows = ScriptImport.objects.filter(shop_id=membership.shop_id, member=membership)
    return list(rows.defer("rows", "trace").order_by("-created_at")[:most])


def _rows(membership: Membership) -> Iterator[tuple[Script, ScriptVersion, Sequence[ScriptFile]]]:
    seen = visible_scripts(membership)
    scripts = {one.pk: one for one in seen.select_related("folder__parent", "group")}
    versions = (
        ScriptVersion.objects.filter(shop_id=membership.shop_id, script__in=seen.values("pk"))
        .filter(number=F("script__latest"))
        .order_by("script_id")
    )
    along = along_with(versions.order_by().only("pk"))
    for version in versions:
        yield scripts[version.script_id], version, along.get(version.pk, Along()).files


def _known(
    membership: Membership, script: Script, version: ScriptVersion, files: Sequence[ScriptFile]
) -> Known:
    return Known(
        id=script.pk,
        code=script.code,
        title=version.title,
        body=version.body,
        language=script.language,
        scope=script.scope,
        group_id=script.group_id,
        folder=_path(script),
        stage=script.stage,
        tags=tuple(script.tags),
        valid_from=script.valid_from,
        valid_until=script.valid_until,
        may_change=may_file(membership, script),
        files=tuple(one.name for one in files),
    )


def _path(script: Script) -> str:
    folder = script.folder
    if folder is None:
        return ""
    return APART.join([folder.parent.name, folder.name] if folder.parent else [folder.name])


def _is_of_no_group(script: Script) -> bool:
    return script.scope == Scope.GROUP and script.group is None


def _scope_word(script: Script) -> str:
    if script.group is not None:
        return script.group.name
    return "我的" if script.scope == Scope.OWN else "店铺"
