"""From the wizard's form to what is applied for and decided; says which step is still missing."""

from django.utils.translation import gettext as _

from aftersales.actions.deciding import Application, Decided
from aftersales.causes import Cause
from aftersales.errors import StepMissing
from aftersales.evidence import Evidence, checked
from aftersales.machine.words import Kind, Need
from aftersales.options import WHOLE, Option
from aftersales.queries.wizard_board import Board, OptionShown, typed_fen
from aftersales.wizard.draft import Decision


def evidence_of(board: Board, *, for_buyer: bool) -> list[Evidence]:
    """What was chosen of the chat, as far as it still stands there; else the buyer's words."""
    there = {one.seq for one in board.evidence}
    chosen = sorted(there.intersection(board.draft.seqs))
    found = [Evidence("message", str(seq)) for seq in chosen]
    words = checked(board.draft.words, _("经过"))
    if not found and words and for_buyer:
        found = [Evidence("words", words)]
    return found


def positions_of(board: Board) -> list[int]:
    """The lines that it is about: none of the order, where it is about the whole."""
    option = chosen_of(board).option
    if option.way in WHOLE:
        return []
    known = {line.position for line in board.scene.lines}
    return [position for position in board.draft.positions if position in known]


def chosen_of(board: Board) -> OptionShown:
    """The option that was chosen, or StepMissing."""
    cause_of(board)
    if board.chosen is None:
        raise StepMissing(what=_("选一个方案"))
    return board.chosen


def cause_of(board: Board) -> Cause:
    """What happened, or StepMissing."""
    if board.draft.cause is None:
        raise StepMissing(what=_("选发生了什么"))
    return board.draft.cause


def submission_of(board: Board, *, guard_seen: bool = False) -> tuple[Application, Decided]:
    """AmountWrong, StepMissing, WordsWrong; nothing is written by this."""
    draft, option = board.draft, chosen_of(board).option
    fen = typed_fen(draft, option)
    decision = board.decision or Decision.OPEN
    kind, asked_fen = option.kind, fen
    if decision is Decision.OFFER and not draft.of_shop:
        kind, asked_fen = _wanted(board, option, fen)
    asked = Application(
        kind=kind,
        cause=cause_of(board),
        positions=positions_of(board),
        amount_fen=asked_fen,
        words=draft.words,
        evidence=evidence_of(board, for_buyer=not draft.of_shop),
        of_shop=draft.of_shop,
    )
    reason = checked(draft.reason, str(Need.REASON.label))
    decided = Decided(
        decision=decision,
        reason=reason,
        guard_seen=guard_seen,
        kind=option.kind,
        amount_fen=fen,
    )
    return asked, decided


def _wanted(board: Board, option: Option, fen: int) -> tuple[Kind, int]:
    """What the buyer asked for, which is offered another way."""
    wanted = next((one for one in board.wanted if one.way is board.draft.wanted), None)
    if wanted is None:
        raise StepMissing(what=_("选买家原来要的是什么"))
    return (option.kind, fen) if wanted.way is option.way else (wanted.kind, wanted.fen)
