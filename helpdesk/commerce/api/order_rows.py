"""A batch of orders from outside, row by row: what can be stored is, the rest says why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from helpdesk.commerce.api.order_shapes import MOST_ROWS, OrderRowIn
from helpdesk.commerce.errors import MaskedWrittenBack
from helpdesk.commerce.order_facts import LineFacts, OrderFacts, Upserted
from helpdesk.kernel.drf.problems import RequestWrong
from helpdesk.kernel.drf.refusals import first_wrong
from helpdesk.kernel.errors import HelpdeskError

MASK = "**"


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that have a shape, with their places; and the others with their problem."""

    facts: dict[int, OrderFacts]
    problems: dict[int, tuple[str, HelpdeskError]]


def facts_of(number: str, said: Mapping[str, Any]) -> OrderFacts:
    """Checked fields as facts; MaskedWrittenBack."""
    plain = {name: value for name, value in said.items() if name not in {"receiver", "lines"}}
    receiver = said.get("receiver", {})
    if any(MASK in word for word in receiver.values()):
        raise MaskedWrittenBack()
    lines = said.get("lines")
    return OrderFacts(
        **(plain | {"number": number}),
        **{f"receiver_{name}": word for name, word in receiver.items()},
        lines=None if lines is None else tuple(LineFacts(**line) for line in lines),
    )


def rows_of(body: Any) -> Rows:
    """Read ``{"orders": [...]}``; RequestWrong when it is not of that shape or too long."""
    orders = body.get("orders") if isinstance(body, Mapping) else None
    if not isinstance(orders, list) or not orders:
        raise RequestWrong(field="orders", problem=_("要有一个订单的列表，至少一个。"))
    if len(orders) > MOST_ROWS:
        said = _("有 %(rows)s 个，一次最多 %(most)s 个。") % {
            "rows": len(orders),
            "most": MOST_ROWS,
        }
        raise RequestWrong(field="orders", problem=said)
    read = Rows({}, {})
    for place, row in enumerate(orders):
        shape = OrderRowIn(data=row)
        number = str(row.get("number", ""))[:64] if isinstance(row, Mapping) else ""
        try:
            if not shape.is_valid():
                raise first_wrong(shape.errors)
            read.facts[place] = facts_of(shape.validated_data["number"], shape.validated_data)
        except HelpdeskError as problem:
            read.problems[place] = (number, problem)
    return read


def report_of(rows: Rows, done: Sequence[Upserted]) -> dict[str, Any]:
    """What became of each row, in its place, and how many of each."""
    told = {
        place: _told(place, one.number, one.outcome, list(one.fields), one.error)
        for place, one in zip(rows.facts, done, strict=True)
    }
    told |= {
        place: _told(place, number, "refused", [], problem)
        for place, (number, problem) in rows.problems.items()
    }
    counts = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
    for one in told.values():
        counts[one["outcome"]] += 1
    return {"counts": counts, "rows": [told[place] for place in sorted(told)]}


def _told(
    place: int, number: str, outcome: str, fields: list[str], problem: HelpdeskError | None
) -> dict[str, Any]:
    return {
        "row": place,
        "number": number,
        "outcome": outcome,
        "fields": fields,
        "error": None if problem is None else problem.as_json(),
    }
