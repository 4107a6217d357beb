"""Learns the second reader from labelled sentences: logistic regression, in plain Python.

The same sentences give the same numbers on every machine. Runs that none of our own sentences
holds are left out, so nothing of other people's turns, which serve as examples of ordinary
speech, gets into the file.
"""

import json
import math
import random
from collections import Counter
from dataclasses import dataclass

from scripts_library.guard.classes import CLASSES
from scripts_library.guard.folding import fold
from scripts_library.guard.sense import Sense, runs_of

EPOCHS = 24
STRENGTH = 6.0
ORDINARY = 0.4
"""How much an ordinary turn, which nobody labelled, weighs beside a labelled sentence."""
SMALLEST = 22
SEED = 7


@dataclass(frozen=True)
class Example:
    """One sentence; ``about`` is empty for one that reads well."""

    text: str
    about: str
    weight: float = 1.0


@dataclass(frozen=True)
class _Row:
    runs: tuple[str, ...]
    bad: float
    weight: float


def learn(
    labelled: list[Example], ordinary: list[str], *, flags_from: int, clears_to: int
) -> Sense:
    """A model of the labelled sentences, with ordinary turns as further good ones."""
    own = {run for one in labelled for run in _runs(one.text)}
    rows = [_Row(_runs(one.text), float(bool(one.about)), one.weight) for one in labelled]
    rows += [
        _Row(tuple(run for run in _runs(turn) if run in own), 0.0, ORDINARY) for turn in ordinary
    ]
    weights, bias = _fit(rows)
    classes = _classes(labelled)
    kept = {
        run: (round(weight * 100), classes.get(run, next(iter(CLASSES))))
        for run, weight in sorted(weights.items())
        if abs(weight * 100) >= SMALLEST
    }
    return Sense(round(bias * 100), flags_from, clears_to, kept)


def _runs(text: str) -> tuple[str, ...]:
    return tuple(sorted(runs_of(fold(text).plain.text)))


def _fit(rows: list[_Row]) -> tuple[dict[str, float], float]:
    """Descent by single rows, each run with its own pace; rare runs are held back as often."""
    counts = Counter(run for row in rows for run in row.runs)
    weights = dict.fromkeys(counts, 0.0)
    paces = dict.fromkeys(counts, 1e-8)
    bias, bias_pace = 0.0, 1e-8
    order = list(range(len(rows)))
    chance = random.Random(SEED)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for at in order:
            row = rows[at]
            sum_ = bias + sum(weights[run] for run in row.runs)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, sum_)))) - row.bad) * row.weight
            bias_pace += error * error
            bias -= 0.1 * error / math.sqrt(bias_pace)
            for run in row.runs:
                slope = error + weights[run] / (STRENGTH * counts[run])
                paces[run] += slope * slope
                weights[run] -= 0.1 * slope / math.sqrt(paces[run])
    return weights, bias


def _classes(labelled: list[Example]) -> dict[str, str]:
    """For each run the class in whose sentences it is most at home."""
    sizes = Counter(one.about for one in labelled if one.about)
    seen: dict[str, Counter[str]] = {}
    for one in labelled:
        if one.about:
            for run in _runs(one.text):
                seen.setdefault(run, Counter())[one.about] += 1
    return {
        run: max(sorted(counts), key=lambda about: counts[about] / sizes[about])
        for run, counts in seen.items()
    }


def written(sense: Sense) -> str:
    """The file's text; ``sense.read`` reads it."""
    classes = list(CLASSES)
    held = {
        "bias": sense.bias,
        "flags_from": sense.flags_from,
        "clears_to": sense.clears_to,
        "weights": {
            run: [weight, classes.index(about)] for run, (weight, about) in sense.weights.items()
        },
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n"
