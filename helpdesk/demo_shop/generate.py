"""Two hundred chats of the last thirty days, the same ones for the same seed.

Who writes, about what and in which words depends on the seed alone. ``now`` only moves the
calendar: past chats lie on days counted back from its Shanghai date, the chats still going on
hang on the very moment, and words such as 周五 or 今天 16:30 follow each chat's own opening.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final, Literal

from helpdesk.demo_shop import timing
from helpdesk.demo_shop.catalogue import AGENTS, BUYERS, PRODUCTS
from helpdesk.demo_shop.draws import shuffled, weighted
from helpdesk.demo_shop.facts import Facts, phone_of, pick_facts
from helpdesk.demo_shop.scenes import Line, Scene, Side, Stage, load_scenes
from helpdesk.demo_shop.wording import SHANGHAI, Setting, fill, settle

SESSIONS: Final = 200
DAYS: Final = 30
MOST_PER_BUYER: Final = 12
SAME_WORDS: Final = 2  # in how many of a buyer's sessions one text may occur

Role = Literal["finished", "today", "waiting", "asking", "answered"]
# How many of the newest sessions play each role: nobody has answered yet, the agent owes an
# answer, the buyer does, or it was over earlier today.
NEWEST: Final[dict[Role, int]] = {"waiting": 6, "asking": 5, "answered": 5, "today": 10}
LIVE: Final[frozenset[Role]] = frozenset(("waiting", "asking", "answered"))
_STAGE_DRAW: Final[tuple[Stage, ...]] = (
    *("pre_sale",) * 9,
    *("order",) * 5,
    *("after_sale",) * 6,
)
_AGENT_DRAW: Final = (0, 0, 0, 1, 1, 2, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class DemoLine:
    """One message as it was sent."""

    side: Side
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DemoSession:
    """One chat. ``read`` says whether the last line has been seen by its addressee."""

    buyer_index: int
    stage: Stage
    product_index: int
    agent_index: int | None
    lines: tuple[DemoLine, ...]
    finished: bool
    read: bool
    scene: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Visit:
    """A session still without words; ``share`` places it within its span of time."""

    buyer_index: int
    role: Role
    share: float
    days_ago: int = 0
    minute: float = 0.0


@dataclass(slots=True)
class _Memory:
    """What one buyer has been through so far."""

    slugs: set[str] = field(default_factory=set)
    texts: Counter[str] = field(default_factory=Counter)
    product_index: int | None = None
    facts: Facts | None = None

    def remember(self, slug: str, lines: list[Line], product_index: int, facts: Facts) -> None:
        self.slugs.add(slug)
        self.texts.update({line.text for line in lines})
        self.product_index, self.facts = product_index, facts


def _session_counts(rng: Random) -> list[int]:
    """How many sessions each buyer has: all at least one, a few regulars many."""
    counts = [1] * len(BUYERS)
    fond = [1 + rng.randrange(5) * rng.randrange(6) for _ in BUYERS]
    while sum(counts) < SESSIONS:
        buyer_index = weighted(rng, fond)
        if counts[buyer_index] < MOST_PER_BUYER:
            counts[buyer_index] += 1
    return counts


def _visits(rng: Random) -> list[list[_Visit]]:
    """Every buyer's visits, oldest first; at most one a day, so none overlap."""
    counts = _session_counts(rng)
    parts = [(role, rank) for role, size in NEWEST.items() for rank in range(size)]
    newest = dict(zip(shuffled(rng, len(BUYERS)), parts, strict=False))
    plan: list[list[_Visit]] = []
    for buyer_index, count in enumerate(counts):
        # Whoever is here now was not here yesterday: now may be just after midnight.
        first_day = 2 if buyer_index in newest else 1
        past = count - (buyer_index in newest)
        days = sorted(first_day + n for n in shuffled(rng, DAYS - first_day)[:past])
        visits = [
            _Visit(buyer_index, "finished", 0.0, day, timing.start_minute(rng))
            for day in reversed(days)
        ]
        if buyer_index in newest:
            role, rank = newest[buyer_index]
            visits.append(_Visit(buyer_index, role, (rank + rng.random()) / NEWEST[role]))
        plan.append(visits)
    return plan


def _cuts(scene: Scene, role: Role) -> list[int]:
    """After how many lines a scene may stand still in this role."""
    sides = [line.side for line in scene.lines]
    total = len(sides)
    turns = [n for n in range(1, total) if sides[n - 1] != sides[n]]
    if role == "waiting":
        return [turns[0]] if turns[0] > 1 else []
    if role == "asking":
        return [n for n in turns[1:] if sides[n - 1] == "buyer"]
    if role == "answered":
        return [n for n in turns if sides[n - 1] == "agent"]
    return [total]


def _product_for(rng: Random, scene: Scene, buyer_index: int, memory: _Memory) -> int:
    """The product they had before where it fits, else one for the phone they own."""
    fits = [n for n, product in enumerate(PRODUCTS) if product.kind in scene.kinds]
    same, drawn = rng.random() < 0.75, rng.random()
    if scene.stage != "pre_sale" and memory.product_index in fits and same:
        return memory.product_index
    own = phone_of(buyer_index)
    fits = [n for n in fits if not PRODUCTS[n].models or own in PRODUCTS[n].models]
    return fits[int(drawn * len(fits))]


def _facts_for(
    rng: Random, scene: Scene, product_index: int, buyer_index: int, memory: _Memory
) -> Facts:
    """The facts of the order they mean, or fresh ones."""
    product = PRODUCTS[product_index]
    quiet_first = "colour2" in scene.slots
    facts = pick_facts(rng, product, buyer_index, quiet_first=quiet_first)
    if scene.stage != "pre_sale" and product_index == memory.product_index and memory.facts:
        return memory.facts
    return facts


class _Director:
    """Chooses the scenes, the rarely played ones first."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.scenes = load_scenes()
        self.played: Counter[str] = Counter()
        self.on_desk: set[str] = set()  # scenes still going on: no two alike

    def choose(self, role: Role, memory: _Memory) -> tuple[Scene, list[Line]]:
        """A scene this buyer has not had, and its lines with their wording settled."""
        stage = self.rng.choice(_STAGE_DRAW)
        open_to = [
            scene
            for scene in self.scenes
            if scene.stage == stage
            and scene.slug not in memory.slugs
            and (memory.slugs or not scene.returning)
            and not (role in LIVE and scene.slug in self.on_desk)
            and _cuts(scene, role)
        ]
        while open_to:
            fewest = min(self.played[scene.slug] for scene in open_to)
            fresh = [scene for scene in open_to if self.played[scene.slug] == fewest]
            scene = self.rng.choice(fresh)
            cut = self.rng.choice(_cuts(scene, role))
            lines = [Line(line.side, settle(self.rng, line.text)) for line in scene.lines[:cut]]
            if all(memory.texts[line.text] < SAME_WORDS for line in lines):
                self.played[scene.slug] += 1
                if role in LIVE:
                    self.on_desk.add(scene.slug)
                return scene, lines
            open_to.remove(scene)
        raise RuntimeError(f"no {stage} scene is left for this buyer")


def _opening(visit: _Visit, length: int, now: datetime) -> datetime:
    """When the first line is written; ``length`` is the chat's length in seconds."""
    today = now.astimezone(SHANGHAI).date()
    if visit.role == "finished":
        return timing.at_minute(today - timedelta(days=visit.days_ago), visit.minute)
    if visit.role == "today":
        opens = timing.at_minute(today, timing.OPENS.hour * 60 + timing.OPENS.minute)
        closes = min(timing.at_minute(today, 22 * 60), now - timedelta(minutes=55))
        if closes - opens < timedelta(hours=2):  # too early for a day's work: yesterday's
            opens, closes = (
                timing.at_minute(today - timedelta(days=1), 60 * hour) for hour in (12, 21)
            )
        return (opens + (closes - opens) * visit.share).replace(microsecond=0)
    least, most = {"waiting": (6, 190), "asking": (12, 350), "answered": (15, 560)}[visit.role]
    silent = least + int((most - least) * visit.share)
    return now - timedelta(seconds=silent + length)


def _agent_for(rng: Random, visit: _Visit) -> int | None:
    drawn = rng.choice(_AGENT_DRAW)
    if visit.role == "waiting":
        return None
    if visit.role in LIVE:  # shared out evenly, so that every agent has work on the desk
        ahead = NEWEST["asking"] if visit.role == "answered" else 0
        return (ahead + int(visit.share * NEWEST[visit.role])) % len(AGENTS)
    return drawn


def _session(director: _Director, visit: _Visit, memory: _Memory, now: datetime) -> DemoSession:
    rng = director.rng
    scene, lines = director.choose(visit.role, memory)
    product_index = _product_for(rng, scene, visit.buyer_index, memory)
    facts = _facts_for(rng, scene, product_index, visit.buyer_index, memory)
    agent_index = _agent_for(rng, visit)
    moments = timing.offsets(rng, lines, may_be_slow=visit.role not in LIVE)
    seen = rng.random() < {"waiting": 0.0, "asking": 0.7, "answered": 0.5}.get(visit.role, 0.95)
    opened = _opening(visit, moments[-1], now).astimezone(UTC)
    memory.remember(scene.slug, lines, product_index, facts)
    name = AGENTS[agent_index] if agent_index is not None else ""
    setting = Setting(PRODUCTS[product_index], visit.buyer_index, name, facts, opened)
    return DemoSession(
        buyer_index=visit.buyer_index,
        stage=scene.stage,
        product_index=product_index,
        agent_index=agent_index,
        lines=tuple(
            DemoLine(line.side, fill(line.text, line.side, setting), opened + timedelta(0, moment))
            for line, moment in zip(lines, moments, strict=True)
        ),
        finished=visit.role not in LIVE,
        read=seen,
        scene=scene.slug,
        facts=facts,
    )


def conversations(now: datetime, *, seed: int = 20260) -> list[DemoSession]:
    """The demo shop's last thirty days before an aware ``now``, oldest session first."""
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    rng = Random(seed)
    plan = _visits(rng)
    director = _Director(rng)
    sessions = []
    for visits in plan:
        memory = _Memory()
        sessions += [_session(director, visit, memory, now) for visit in visits]
    return sorted(sessions, key=lambda session: (session.lines[0].at, session.buyer_index))
