"""What is wrong with a row and how it is mended, in the words of a table. Pure."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from helpdesk.kernel.errors import HelpdeskError
from helpdesk.kernel.text import listed, quoted
from scripts_library.checks import Finding
from scripts_library.errors import FieldWrong, UnknownVariable

ALIKE = 0.5
"""How alike two names must be for one to be meant by the other."""


def told_in_table(problem: HelpdeskError, names: Iterable[str]) -> tuple[str, str]:
    """What is wrong, and what to do; ``names`` are those of the variables and passages."""
    if isinstance(problem, FieldWrong):
        return str(problem.facts["problem"]), _how(problem.field)
    if isinstance(problem, UnknownVariable):
        name = str(problem.facts["name"])
        near = get_close_matches(name, list(names), n=1, cutoff=ALIKE)
        own = _("写成 {%(name)s?}，发的时候填") % {"name": name}
        return problem.said(), _("用 {%(near)s}，或者") % {"near": near[0]} + own if near else own
    return problem.said(), problem.advised()


def _how(field: str) -> str:
    ways = {
        "title": _("写一个短标题，买家看不到"),
        "body": _("写上买家读到的话；太长就分成两条"),
        "scope": _("写「店铺」「我的」，或店里的一个组名"),
        "folder": _("像「售后/质量」"),
        "stage": _("空着也行"),
        "tags": _("少写几个，或写短些"),
    }
    return ways.get(field, "")


def kinder_in_table(blocked: Sequence[Finding]) -> str:
    """How blocked words may be said instead; where there is no way, that they are to go."""
    rewrites = [one.rewrite for one in blocked if one.rewrite]
    if len(rewrites) == len(blocked):
        return _("换成「%(rewrite)s」") % {"rewrite": rewrites[0]}
    words = dict.fromkeys(quoted(one.words) for one in blocked)
    return _("去掉%(words)s") % {"words": listed(words)}
