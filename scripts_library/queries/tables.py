"""What a plan needs to know of the shop, and the library as a table."""

from collections.abc import Iterator, Sequence

from django.db.models import F
from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from helpdesk.team.models import Group
from scripts_library.access import visible_scripts
from scripts_library.checks import findings_in
from scripts_library.models import Language, Scope, Script, ScriptState, ScriptVersion, Stage
from scripts_library.queries.passages import passages_of
from scripts_library.rights import may_file
from scripts_library.tables.planning import APART, Around, Known
from scripts_library.tables.reading import Line
from scripts_library.wording import whole

HEADINGS = ("标题", "代码", "内容", "场景", "谁能用", "阶段", "语言", "标签", "从哪天起", "有效到")
"""Of a file, not of a page: the same whoever downloads it, so that it comes back in."""

STAGE_WORDS = {Stage.PRE_SALE: "售前", Stage.IN_SALE: "售中", Stage.AFTER_SALE: "售后"}


def around(membership: Membership, lines: Sequence[Line]) -> Around:
    """Five queries, and what the checks find in each row."""
    passages = passages_of(membership.shop_id)
    findings = {
        line.row: findings_in(membership.shop_id, whole(line.cells.get("body", ""), passages))
        for line in lines
    }
    return Around(
        known=[_known(membership, script, version) for script, version in _rows(membership)],
        passages=passages,
        groups=dict(Group.objects.filter(shop_id=membership.shop_id).values_list("name", "pk")),
        today=timezone.localdate(),
        may_share=allows(membership.role, "scripts.manage"),
        findings=findings,
    )


def table_rows(membership: Membership) -> Iterator[tuple[str, ...]]:
    """The library as a table, headings first; what is out of use stays at home."""
    yield HEADINGS
    for script, version in _rows(membership):
        if script.state == ScriptState.RETIRED:
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
        )


def _rows(membership: Membership) -> Iterator[tuple[Script, ScriptVersion]]:
    scripts = {
        one.pk: one for one in visible_scripts(membership).select_related("folder__parent", "group")
    }
    versions = (
        ScriptVersion.objects.filter(shop_id=membership.shop_id, script__in=list(scripts))
        .filter(number=F("script__latest"))
        .order_by("script_id")
    )
    for version in versions:
        yield scripts[version.script_id], version


def _known(membership: Membership, script: Script, version: ScriptVersion) -> Known:
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
    )


def _path(script: Script) -> str:
    folder = script.folder
    if folder is None:
        return ""
    return APART.join([folder.parent.name, folder.name] if folder.parent else [folder.name])


def _scope_word(script: Script) -> str:
    if script.scope == Scope.GROUP:
        return script.group.name if script.group else "店铺"
    return "我的" if script.scope == Scope.OWN else "店铺"
