"""What the documents point at is there: links, their headings, decisions, the places of the map."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.architecture.source import ROOT, place, text_of

LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DECISION = re.compile(r"# (\d{4})\. (.+)")
SHORT = {
    "c/": "conversations/",
    "a/": "helpdesk/accounts/",
    "r/": "aftersales/registers/",
    "d/": "static/js/desk/",
}
"""How the map abbreviates, as it says itself."""
KEEPS_ITS_OWN = {".venv", "node_modules", ".demo", ".git"}


@cache
def documents() -> list[Path]:
    found = [path for path in ROOT.rglob("*.md") if not KEEPS_ITS_OWN & set(path.parts)]
    assert len(found) > 40, "the documents are elsewhere: this test looks in the wrong place"
    return sorted(found)


@cache
def anchors_of(path: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = HEADING.findall(FENCE.sub("", text_of(path)))
    return {re.sub(r"[^\w\- ]", "", one.lower()).strip().replace(" ", "-") for one in headings}


def dead_links(path: Path) -> Iterator[str]:
    for link in LINK.finditer(FENCE.sub("", text_of(path))):
        target, _, anchor = (link[1] or link[2]).partition("#")
        if ":" in target:
            continue
        there = (path.parent / target).resolve() if target else path
        if not there.exists() or (anchor and anchor not in anchors_of(there)):
            yield f"{place(path)}: {link[1] or link[2]}"


def test_every_link_within_the_project_leads_somewhere() -> None:
    assert [link for path in documents() for link in dead_links(path)] == []


def test_every_decision_is_in_the_index_under_its_own_title() -> None:
    titles = {}
    for path in sorted((ROOT / "docs/decisions").glob("*.md")):
        head = DECISION.fullmatch(text_of(path).splitlines()[0])
        assert head and path.name.startswith(f"{head[1]}-"), (
            f"{path.name}: # {path.name[:4]}. Title"
        )
        titles[head[1]] = f"| [{head[1]}](decisions/{path.name}) | {head[2]} |"
    index = [
        line for line in text_of(ROOT / "docs/README.md").splitlines() if "](decisions/0" in line
    ]
    assert index == list(titles.values()), "docs/README.md"


def places_of(line: str) -> Iterator[str]:
    """What a row of the map names that is neither at the root nor by what it named before."""
    beside = [ROOT]
    for name in re.findall(r"`([^`]+)`", line):
        named = name.split(":")[0]
        if not re.fullmatch(r"[\w./*-]+(\.(py|js|mjs|html|css|md|tsv|yml|conf)|/)", named):
            continue
        whole = next((SHORT[one] + named[2:] for one in SHORT if named.startswith(one)), named)
        found = [
            path for folder in beside if folder.is_relative_to(ROOT) for path in folder.glob(whole)
        ]
        if not found:
            yield f"{line[:40]}: {named}"
        beside += [folder for path in found for folder in (path, *path.parents) if folder != ROOT]


def test_what_the_map_names_is_there() -> None:
    rows = [line for line in text_of(ROOT / "docs/map.md").splitlines() if line.startswith("|")]
    assert [name for line in rows for name in places_of(line)] == []


def test_the_map_says_each_thing_once() -> None:
    lines = text_of(ROOT / "docs/map.md").splitlines()
    openings = [m[1] for line in lines if (m := re.match(r"\*\*(.+?)\*\*", line))]
    folders = [m[1] for line in lines if (m := re.match(r"\| (`[^`]+`) \|", line))]
    twice = {one for one in openings + folders if (openings + folders).count(one) > 1}
    assert twice == set()
    assert [
        line[:40] for before, line in pairwise(lines) if line.startswith("**") and before
    ] == [], "a blank line before each"
