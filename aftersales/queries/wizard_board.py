"""The wizard's five steps as they stand with a draft: all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aftersales.amounts import fen_of
from aftersales.cause_words import MEANS, PICTURED
from aftersales.causes import Cause, Refusal
from aftersales.freight import Freight, freight_of
from aftersales.machine.words import Kind
from aftersales.money import Purse
from aftersales.options import (
    WHOLE,
    Circumstances,
    Decider,
    Option,
    Way,
    decider_for,
    options_for,
)
from aftersales.queries.wizard import (
    Scene,
    circumstances_of,
    lawful_for,
    purse_shown,
    shown_evidence,
)
from aftersales.queries.wizard_words import WordsShown, words_for
from aftersales.wizard.draft import Decision, Draft
from conversations.queries.quotable import Quotable
from helpdesk.commerce.templatetags.trade_words import bare_yuan
from helpdesk.kernel.errors import HelpdeskError
from scripts_library.models import Language


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One row of the options; ``fen`` is what stands in the box of the chosen one."""

    option: Option
    fen: int
    decider: Decider
    chosen: bool

    @property
    def total_fen(self) -> int:
        """What all of it costs the shop."""
        return self.fen + self.option.cost_fen


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of the page. What cannot be said yet is None or empty."""

    scene: Scene
    draft: Draft
    evidence: Sequence[Quotable]
    purse: Purse
    causes: Sequence[tuple[Cause, Any]] = tuple(MEANS.items())
    pictured: bool = False
    freight: Freight | None = None
    options: Sequence[OptionShown] = ()
    chosen: OptionShown | None = None
    amount: str = ""
    amount_problem: HelpdeskError | None = None
    decision: Decision | None = None
    wanted: Sequence[Option] = ()
    lawful: Sequence[Refusal] = ()
    words: WordsShown | None = None
    figures: Any = field(default=None)

    @property
    def languages(self) -> list[Language]:
        """In which the words may be."""
        return list(Language)

    @property
    def decisions(self) -> list[Decision]:
        """What may be done with it at once: above the limit only to ask."""
        if self.chosen is None or self.scene.case is not None:
            return []
        may = self.chosen.decider.may
        at_once = [Decision.AGREE, Decision.OFFER] if may else [Decision.ASK]
        return [*at_once, Decision.OPEN]


def board_of(scene: Scene, draft: Draft) -> Board:
    """Worked out anew whenever anything of the draft changes."""
    evidence, purse = shown_evidence(scene, draft.seqs), purse_shown(scene)
    if draft.cause is None:
        return Board(scene, draft, evidence, purse)
    cause = draft.cause
    it = circumstances_of(scene, cause, draft.positions, purse)
    options = _possible(scene, it)
    picked = next((one for one in options if one.way is draft.way), None)
    amount, fen, problem = _amount(draft, picked)
    shown = [_shown(one, picked, fen, it) for one in options]
    chosen = next((one for one in shown if one.chosen), None)
    return Board(
        scene,
        draft,
        evidence,
        purse,
        pictured=cause in PICTURED,
        freight=freight_of(cause, shipped=scene.shipped),
        options=shown,
        chosen=chosen,
        amount=amount,
        amount_problem=problem,
        decision=_decision(draft, chosen),
        wanted=_wanted(options, picked),
        lawful=lawful_for(scene, picked.kind, cause) if picked else (),
        words=words_for(scene, draft, cause, picked, fen, heard=evidence) if picked else None,
        figures=it.figures,
    )


def _possible(scene: Scene, it: Circumstances) -> list[Option]:
    """Of a change: about lines as before, or about the whole order as before."""
    options, case = options_for(it), scene.case
    if case is None:
        return options
    if not scene.lines:
        return [one for one in options if one.kind == case.kind]
    # The sum of a refund without return stays: it is part of what was paid, or all.
    other = Way.REFUND_ALL if case.amount_fen < it.most[Kind.REFUND] else Way.REFUND_PART
    doubled = other if case.kind == Kind.REFUND else None
    return [one for one in options if one.way not in WHOLE and one.way is not doubled]


def _amount(draft: Draft, picked: Option | None) -> tuple[str, int, HelpdeskError | None]:
    """What stands in the box, its fen (0 where it cannot be read), and why not."""
    if picked is None or not picked.pays:
        return "", 0, None
    if draft.amount_for != picked.way:
        return bare_yuan(picked.fen) if picked.fen else "", picked.fen, None
    try:
        return draft.amount, typed_fen(draft, picked), None
    except HelpdeskError as problem:
        return draft.amount, 0, problem


def typed_fen(draft: Draft, option: Option) -> int:
    """What the form says that the buyer gets; AmountWrong. 0 for what pays nothing."""
    if not option.pays:
        return 0
    return fen_of(draft.amount, least=option.least_fen, most=option.most_fen)


def _shown(option: Option, picked: Option | None, fen: int, it: Circumstances) -> OptionShown:
    mine = option is picked
    sum_fen = fen if mine else option.fen
    return OptionShown(option, sum_fen, decider_for(option.kind, sum_fen, it), mine)


def _decision(draft: Draft, chosen: OptionShown | None) -> Decision | None:
    """What was chosen, while it may be; else the plainest that may."""
    if chosen is None:
        return None
    may, told = chosen.decider.may, draft.decision
    if told is Decision.OPEN or (told and may != (told is Decision.ASK)):
        return told
    if not may:
        return Decision.ASK
    return Decision.OFFER if draft.of_shop else Decision.AGREE


def _wanted(options: Sequence[Option], picked: Option | None) -> list[Option]:
    """What a buyer may have asked for in place of what is offered."""
    if picked is None:
        return []
    if picked.way in WHOLE:
        return [picked]
    plain = (Way.RETURN, Way.REFUND_ALL, Way.EXCHANGE, Way.RESHIP, Way.REPAIR)
    return [one for one in options if one.way in plain or one is picked]
