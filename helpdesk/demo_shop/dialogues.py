"""Sixty whole dialogues as one tab-separated text, the shape public chat samples come in.

Columns, without a header: session, user, is_agent, transfer, repeat, sku, text. A few lines
are awkward on purpose (``awkward.json``): they are what an importer and a player must survive.
Run ``python -m helpdesk.demo_shop.dialogues`` to write the committed file again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from helpdesk.demo_shop.catalogue import AGENTS, BUYERS, PRODUCTS
from helpdesk.demo_shop.draws import shuffled
from helpdesk.demo_shop.facts import phone_of, pick_facts
from helpdesk.demo_shop.scenes import Scene, Side, load_scenes
from helpdesk.demo_shop.wording import Setting, fill, settle

COUNT: Final = 60
COLUMNS: Final = ("session", "user", "is_agent", "transfer", "repeat", "sku", "text")
DIALOGUES_FILE: Final = Path(__file__).parent / "dialogues.tsv"

_AWKWARD_FILE: Final = Path(__file__).parent / "awkward.json"
_SEED: Final = 60
_FIRST: Final = datetime(2026, 5, 11, 1, 20, tzinfo=UTC)  # 09:20 in Shanghai
_TRANSFERRED: Final = frozenset(("bot-replies", "third-time-asking", "bulk-thirty"))


@dataclass(frozen=True, slots=True)
class _Awkward:
    """A literal buyer line and the line of its scene it goes before."""

    scene: str
    before: int
    text: str


def _awkward() -> tuple[_Awkward, ...]:
    rows = json.loads(_AWKWARD_FILE.read_text(encoding="utf-8"))
    return tuple(_Awkward(**row) for row in rows)


def _chosen(rng: Random, needed: frozenset[str]) -> list[Scene]:
    """Sixty scenes in random order, those with an awkward line among them."""
    scenes = load_scenes()
    order = shuffled(rng, len(scenes))
    spare = COUNT - len(needed)
    others = [n for n in order if scenes[n].slug not in needed][:spare]
    taken = {scenes[n].slug for n in others} | needed
    return [scenes[n] for n in order if scenes[n].slug in taken]


def _setting(rng: Random, scene: Scene, number: int) -> Setting:
    buyer_index = rng.randrange(len(BUYERS))
    own = phone_of(buyer_index)
    fits = [
        product
        for product in PRODUCTS
        if product.kind in scene.kinds and (not product.models or own in product.models)
    ]
    product = rng.choice(fits)
    quiet_first = "colour2" in scene.slots
    return Setting(
        product=product,
        buyer_index=buyer_index,
        agent=AGENTS[rng.randrange(len(AGENTS))],
        facts=pick_facts(rng, product, buyer_index, quiet_first=quiet_first),
        opened=_FIRST + timedelta(days=number // 4, hours=number % 4 * 3),
    )


def _texts(rng: Random, scene: Scene, setting: Setting) -> list[tuple[Side, str]]:
    texts: list[tuple[Side, str]] = [
        (line.side, fill(settle(rng, line.text), line.side, setting)) for line in scene.lines
    ]
    for awkward in _awkward():
        if awkward.scene == scene.slug:
            texts.insert(awkward.before, ("buyer", awkward.text))
    return texts


def _rows() -> Iterator[tuple[str, ...]]:
    rng = Random(_SEED)
    met: set[int] = set()
    needed = frozenset(awkward.scene for awkward in _awkward())
    for number, scene in enumerate(_chosen(rng, needed)):
        setting = _setting(rng, scene, number)
        buyer = setting.buyer_index
        repeat = scene.returning or buyer in met
        met.add(buyer)
        sku = setting.product.code if rng.randrange(5) < 3 else "nan"
        for side, text in _texts(rng, scene, setting):
            yield (
                f"xm-{number + 1:03}",
                f"XM_USER_{buyer + 1:03}",
                "1" if side == "agent" else "0",
                "1" if scene.slug in _TRANSFERRED else "0",
                "1" if repeat else "0",
                sku,
                text,
            )


def render_dialogues() -> str:
    """The whole file's text; the same on every machine."""
    return "".join("\t".join(row) + "\n" for row in _rows())


def write_dialogues(path: Path = DIALOGUES_FILE) -> None:
    """Write the committed file."""
    path.write_text(render_dialogues(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_dialogues()
