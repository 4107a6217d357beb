"""A script in use, made the way people make one; and a whole library of them, made in bulk."""

from helpdesk.kernel.clock import now
from scripts_library.actions.reviewing import approve_script
from scripts_library.actions.writing import write_script
from scripts_library.drafts import Filing, Words
from scripts_library.models import Script, ScriptState, ScriptVersion, VersionState
from scripts_library.spelling import spelled
from tests.cast import Cast

CHASING = Words("催件·给时限", "{称呼}，已经联系{快递}查{单号}，今天{几点?}前给您准信")


def some_script(cast: Cast, words: Words = CHASING, code: str = "CJ01") -> Script:
    """Written by Mei, approved by Qin; the one that is there already, if it is."""
    known = Script.objects.filter(shop=cast.shop, code=code).first()
    if known is not None:
        return known
    filing = Filing(code=code, stage="in_sale", tags=("物流",))
    script = write_script(actor=cast.mei, words=words, filing=filing, submit=True)
    return approve_script(actor=cast.qin, script_id=script.pk, seen=script.edits)


def many_scripts(cast: Cast, many: int, *, first: int = 0) -> None:
    """As many as a large shop has; numbered from ``first`` on."""
    scenes = ("催件", "发货", "退换", "尺码", "差价", "地址", "质量", "道别")
    scripts = Script.objects.bulk_create(
        Script(
            shop=cast.shop,
            owner=cast.mei,
            code=f"M{first + number:04}",
            state=ScriptState.APPROVED,
            latest=1,
            live=1,
            created_at=now(),
            changed_at=now(),
        )
        for number in range(many)
    )
    titles = [f"{scenes[at % 8]}·{scenes[at // 8 % 8]}第 {at} 种说法" for at in range(many)]
    spellings = [spelled(title) for title in titles[:64]]
    ScriptVersion.objects.bulk_create(
        ScriptVersion(
            shop=cast.shop,
            script=script,
            number=1,
            title=title,
            body=f"{{称呼}}，{title}，今天 {{几点?}} 前回您，别的事也请随时说。" * 2,
            pinyin=spellings[at % 64][0],
            initials=spellings[at % 64][1],
            state=VersionState.APPROVED,
            author=cast.mei,
            at=now(),
            reviewer=cast.qin,
            reviewed_at=now(),
        )
        for at, (script, title) in enumerate(zip(scripts, titles, strict=True))
    )
