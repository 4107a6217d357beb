"""Evidence stands in the order in which it was given, on every server."""

from aftersales.queries.evidence_shown import proofs_of
from tests.aftersales.ordered import opened
from tests.cast import Cast


def test_what_was_given_first_stands_first(cast: Cast) -> None:
    given = [{"kind": "words", "text": f"第 {number} 句"} for number in range(40)]
    shown = proofs_of(opened(cast), None, [*given, *reversed(given)])
    assert list(shown) == [("words", one["text"]) for one in given]
