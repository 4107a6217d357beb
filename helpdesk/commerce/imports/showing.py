"""What the pages of an import show, worked out from its row."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from helpdesk.commerce.imports.headings import proposed
from helpdesk.commerce.imports.kinds import kind_of
from helpdesk.commerce.imports.models import ImportState, OrderImport
from helpdesk.commerce.imports.recipes import facts_of
from helpdesk.commerce.imports.samples import samples_of

STEPS: dict[str, str | Promise] = {
    "file": pgettext_lazy("import step", "选文件"),
    "columns": pgettext_lazy("import step", "对栏目"),
    "try": pgettext_lazy("import step", "试一遍"),
    "write": pgettext_lazy("import step", "写入"),
    "result": pgettext_lazy("import step", "看结果"),
}
REACHED = {
    ImportState.UPLOADED: "columns",
    ImportState.CHECKING: "try",
    ImportState.CHECKED: "try",
    ImportState.RUNNING: "write",
    ImportState.STOPPED: "write",
    ImportState.DONE: "result",
    ImportState.FAILED: "try",
    ImportState.UNDOING: "result",
    ImportState.UNDONE: "result",
}


@dataclass(frozen=True, slots=True)
class Step:
    label: str | Promise
    is_here: bool
    is_past: bool


def steps_of(row: OrderImport, *, here: str = "") -> list[Step]:
    """The strip at the top: what is done, where we are."""
    names = list(STEPS)
    at = names.index(here or REACHED[ImportState(row.state)])
    return [Step(STEPS[name], place == at, place < at) for place, name in enumerate(names)]


@dataclass(frozen=True, slots=True)
class Column:
    """One line of the mapping page. ``place`` names its select: headings may hold anything."""

    place: int
    heading: str
    sample: str
    field: str
    hint: str
    is_new: bool


def columns_of(row: OrderImport, remembered: dict[str, str]) -> list[Column]:
    """Every heading of the file with what it is stored as and why."""
    facts, kind = facts_of(row), kind_of(row.kind)
    _mapping, sources = proposed(facts.headings, row.preset, remembered, kind)
    samples = samples_of(row)
    found = []
    for place, heading in enumerate(facts.headings):
        field = row.mapping.get(heading, "")
        is_personal = bool(field) and kind.fields[field].personal
        source = sources.get(heading, "")
        first = next((line[place] for line in samples if place < len(line) and line[place]), "")
        found.append(
            Column(
                place=place,
                heading=heading,
                sample=_hidden(first) if is_personal else first,
                field=field,
                hint=_hint(is_personal, source),
                is_new=source == "new",
            )
        )
    return found


def _hint(is_personal: bool, source: str) -> str:
    if source == "new":
        return _("新栏，请看一眼")
    if is_personal:
        return _("只有点开才看得到")
    return {"remembered": _("记住的"), "preset": _("照预设认的")}.get(source, "")


def _hidden(text: str) -> str:
    """Personal data is masked by default; a sample is no reason to show it."""
    return f"{text[:1]}**" if len(text) < 8 else f"{text[:3]}****{text[-4:]}"


def advice_of(row: OrderImport) -> list[str]:
    """What the chosen columns cannot do."""
    taken = set(row.mapping.values())
    said = []
    kind = kind_of(row.kind)
    missing = [str(kind.fields[name].label) for name in kind.for_new if name not in taken]
    if missing:
        said.append(
            _("没有%(fields)s，只能更新已经有的，新的进不来。") % {"fields": _("、").join(missing)}
        )
    if "waybill" in taken and not {"courier", "shipped_at"} <= taken:
        said.append(_("运单号要和快递、发货时间一起才存得上，这次先不存运单。"))
    return said


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes."""

    done: str
    rows: str
    share: int
    per_second: int
    seconds_left: int | None
    seconds: int


def pace_of(row: OrderImport, moment: datetime) -> Pace:
    """Rows a second since the start, and how long the rest takes at that rate."""
    end = row.finished_at or moment
    seconds = max(0.0, (end - row.started_at).total_seconds()) if row.started_at else 0.0
    rate = row.rows_done / seconds if seconds >= 1 else 0.0
    left = round((row.rows - row.rows_done) / rate) if rate else None
    return Pace(
        done=f"{row.rows_done:,}",
        rows=f"{row.rows:,}",
        share=row.share,
        per_second=round(rate),
        seconds_left=left,
        seconds=round(seconds),
    )


def counts_of(counts: dict[str, int]) -> dict[str, str]:
    """With thousands apart."""
    return {name: f"{count:,}" for name, count in counts.items()}
