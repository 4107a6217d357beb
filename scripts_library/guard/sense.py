"""A second reader: how much a text sounds like the sentences that were labelled bad.

Rules know forms; people find new words every day. A small linear model over runs of one to three
characters, learned from the labelled sentences (``learning.py``), says what no rule has listed,
and takes back what a rule says of a sentence that plainly reads well. It adds up whole numbers,
so that the browser comes to the same sum.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts_library.guard.classes import BLOCK, CLASSES, HINT, PLAIN, WARN, Rule
from scripts_library.guard.folding import View, is_han

FILE = Path(__file__).with_name("learned.json")
LONGEST_RUN = 3
SHORT = 6
SHORTEST = 4
MORE_FOR_SHORT = 25
"""Below ``SHORT`` Chinese characters it must be so much surer, below ``SHORTEST`` it says nothing
bad: 你好, 看过了 or a piece of HTML with one word in it are little to go by."""
START, END = "^", "$"

DEFAULTS: dict[str, tuple[str, str]] = {
    "blame": ("blame", "blame"),
    "taboo": ("taboo", "taboo"),
    "quarrel": ("quarrel", "quarrel"),
    "coldness": ("coldness", "cold"),
    "absolute": ("absolute", "claim"),
    "promise": ("promise", "time"),
    "review_reward": ("review_reward", "review"),
    "pity_threat": ("pity", "pity"),
    "off_platform": ("off_platform", "inside"),
    "personal_data": ("secret", "secret"),
    "stock": ("stock", "stock"),
    "refusal": ("refusal", "return"),
    "slang": ("slang", "slang"),
    "self": ("self", "self"),
}
"""Reason and kinder sentence of a class, where no rule names its own."""

READS_LIKE: dict[str, Rule] = {
    about: Rule(f"reads_like_{about}", about, WARN, "", *DEFAULTS[about]) for about in CLASSES
}


@dataclass(frozen=True)
class Sense:
    """``weights`` of runs, in hundredths, each with the class it speaks for most."""

    bias: int
    flags_from: int
    clears_to: int
    weights: dict[str, tuple[int, str]]

    def score(self, plain: str) -> int:
        """Above zero it reads badly, below it reads well; of English it knows nothing."""
        if not any(map(is_han, plain)):
            return 0
        known = (self.weights.get(run) for run in runs_of(plain))
        return self.bias + sum(weight[0] for weight in known if weight)

    def flags(self, plain: str, score: int) -> bool:
        """Whether a text that no rule stops is stopped all the same."""
        length = sum(map(is_han, plain))
        if 2 * sum(one.isascii() and one.isalpha() for one in plain) > length:
            return False  # what it learned from is Chinese
        bar = self.flags_from + (MORE_FOR_SHORT if length < SHORT else 0)
        return score >= bar and length >= SHORTEST

    def clears(self, rule: Rule, score: int) -> bool:
        """Whether a sentence reads so well that the rule must have misread it.

        What the law forbids needs twice as much, and what is written in disguise never clears.
        """
        if rule.level == HINT or rule.view != PLAIN:
            return False
        return score <= (2 * self.clears_to if rule.level == BLOCK else self.clears_to)

    def about(self, plain: str) -> str:
        """The class for which most speaks."""
        said = dict.fromkeys(CLASSES, 0)
        for run in runs_of(plain):
            weight, about = self.weights.get(run, (0, ""))
            if weight > 0:
                said[about] += weight
        return max(said, key=lambda each: said[each])

    def place(self, view: View) -> tuple[int, int]:
        """The span, in the original, of the part between two marks that reads worst."""
        best, span = None, (0, len(view.text))
        start = 0
        for stop in [*_marks(view.text), len(view.text)]:
            if stop > start:
                part = view.text[start:stop]
                worth = sum(self.weights.get(run, (0, ""))[0] for run in runs_of(part))
                if best is None or worth > best:
                    best, span = worth, (start, stop)
            start = stop + 1
        return view.places[span[0]], view.places[span[1] - 1] + 1


def runs_of(plain: str) -> set[str]:
    """Every run of one to three characters, with marks for the two ends."""
    text = f"{START}{plain}{END}"
    return {
        text[at : at + length]
        for length in range(1, LONGEST_RUN + 1)
        for at in range(len(text) - length + 1)
    }


def _marks(plain: str) -> list[int]:
    return [at for at, character in enumerate(plain) if character in "。，"]


@cache
def learned() -> Sense:
    """The model that ships with the guard."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Sense:
    """A model as ``learning.py`` writes it."""
    held = json.loads(text)
    classes = list(CLASSES)
    weights = {run: (weight, classes[about]) for run, (weight, about) in held["weights"].items()}
    return Sense(held["bias"], held["flags_from"], held["clears_to"], weights)
