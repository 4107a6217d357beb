"""Words as the search compares them: one width, one case, nothing invisible. Pure.

`normalised` says of one mark after the other what the database's `search_words` says of a text;
`tokens_of` chooses among the tokens that its `search_tokens` gives to every text in which the
words stand (migrations 0013, 0024). Tests hold both against the database.
"""

import re
import unicodedata
from dataclasses import dataclass

from helpdesk.kernel.text import DIRECTIONS

UNSEEN = frozenset("\u00ad\u200b\u200c\u2060\ufe0e\ufe0f\ufeff" + DIRECTIONS)
PLAIN = re.compile("[0-9a-z]{4,}")
"""A stretch of a number or a Latin word: found by four marks at a time, rarer than two."""


def normalised(said: str) -> str:
    """Full width to half, capitals to small, what nobody sees left out."""
    return "".join(_lowered(mark) for mark in unicodedata.normalize("NFKC", said))


def _lowered(mark: str) -> str:
    # One mark for one, as the database does it: of 「İ」 the i alone.
    return "" if mark in UNSEEN else mark.lower()[0]


def terms_of(sought: str) -> list[str]:
    """The words between spaces, each once: all of them have to stand in what is found."""
    return list(dict.fromkeys(normalised(sought).split()))


def tokens_of(terms: list[str]) -> list[str]:
    """Two marks at a time, four of a number or a Latin word; a single mark begins a token."""
    found: dict[str, None] = {}
    for term in terms:
        runs = [run.span() for run in PLAIN.finditer(term)]
        for begin, end in runs:
            found |= dict.fromkeys(term[at : at + 4] for at in range(begin, end - 3))
        for at in range(max(1, len(term) - 1)):
            if not any(begin <= at and at + 2 <= end for begin, end in runs):
                found[term[at : at + 2]] = None
    return list(found)


def query_of(shop_id: int, terms: list[str]) -> str:
    """The tokens as a tsquery, all of them wanted; empty where nothing is sought."""
    return " & ".join(
        f"'{shop_id}:{_quoted(token)}'{'' if len(token) > 1 else ':*'}"
        for token in tokens_of(terms)
    )


def _quoted(token: str) -> str:
    return re.sub(r"(['\\])", r"\1\1", token)


def pattern_of(term: str) -> str:
    """For LIKE: the words somewhere inside, each mark for itself."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", term) + "%"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: marked, or not."""

    text: str
    marked: bool = False


BEFORE, MOST = 24, 120
"""How many characters of an excerpt stand before the first hit, and how many it has."""


def pieces_of(said: str, terms: list[str]) -> list[Piece]:
    """The text cut at what is sought; together the pieces are the text again."""
    bounds = _hits(said, terms)
    pieces, at = [], 0
    for begin, end in bounds:
        pieces += [Piece(said[at:begin]), Piece(said[begin:end], marked=True)]
        at = end
    return [piece for piece in [*pieces, Piece(said[at:])] if piece.text]


def excerpt_of(said: str, terms: list[str]) -> list[Piece]:
    """The same of a long text: on one line, around the first hit."""
    bounds = _hits(said, terms)
    first = bounds[0][0] if bounds else 0
    begin = 0 if len(said) <= MOST else max(0, min(first - BEFORE, len(said) - MOST))
    cut = said[begin : begin + MOST]
    before, after = "…" if begin else "", "…" if begin + MOST < len(said) else ""
    pieces = pieces_of(" ".join(f"{before}{cut}{after}".split()), terms)
    return pieces


def _hits(said: str, terms: list[str]) -> list[tuple[int, int]]:
    """Where the terms stand in the text as it was written, in order, none over another."""
    plain, places = _placed(said)
    found = [span for term in terms for span in _spans(plain, term)]
    merged: list[tuple[int, int]] = []
    for begin, end in sorted((places[b], places[e - 1] + 1) for b, e in found):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _placed(said: str) -> tuple[str, list[int]]:
    """The normalised text, and of each of its marks where it comes from."""
    marks, places = [], []
    for at, mark in enumerate(said):
        for plain in normalised(mark):
            marks.append(plain)
            places.append(at)
    return "".join(marks), places


def _spans(plain: str, term: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(re.escape(term), plain)]
