"""The machine: every move that there is, one row each, read from left to right.

Nothing else moves a case. `docs/aftersales.md` is drawn from these rows (`manage.py
export_cases`), and the tests walk them at random. The rules it unifies: docs/trade.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from aftersales.machine.words import TERMINAL, Clock, Kind, Need, State, Timer, Verb, Who


@dataclass(frozen=True, slots=True)
class Row:
    """A move: from a state (None: there is no case yet) by a verb into a state.

    ``starts`` is the timer of the new state; ``clock`` says what becomes of the one that ran.
    ``goods_back`` rows are for cases whose goods have (True) or have not (False) come back.
    """

    before: State | None
    verb: Verb
    after: State
    who: tuple[Who, ...]
    kinds: tuple[Kind, ...]
    needs: tuple[Need, ...] = ()
    starts: Timer | None = None
    clock: Clock = Clock.STOP
    goods_back: bool | None = None


ALL = tuple(Kind)
MONEY = (Kind.REFUND, Kind.PRICE, Kind.GOODWILL)  # paid when agreed
BACK = (Kind.RETURN, Kind.EXCHANGE, Kind.REPAIR)  # the goods come back first
SENT = (Kind.EXCHANGE, Kind.REPAIR)  # and go out again
GOES_OUT = (Kind.EXCHANGE, Kind.REPAIR, Kind.RESHIP)  # the shop sends something
PAYS = (*MONEY, Kind.RETURN)  # ends with money
RETURN, RESHIP, INVOICE = (Kind.RETURN,), (Kind.RESHIP,), (Kind.INVOICE,)
REFUND, GOODWILL = (Kind.REFUND,), (Kind.GOODWILL,)

BUYER, STAFF, TIME, PAYER = (Who.BUYER,), (Who.STAFF,), (Who.TIME,), (Who.MONEY,)
ANYBODY = (Who.BUYER, Who.STAFF)
TAKES_IN = (Who.STAFF, Who.TIME)

S, V, N, T = State, Verb, Need, Timer
GROUNDS = (N.REASON, N.EVIDENCE, N.LAWFUL)
FOUND_OUT = (N.EVIDENCE, N.OWNER, N.CUT)


def _agreed(
    before: State, verb: Verb, who: tuple[Who, ...], needs: tuple[Need, ...]
) -> tuple[Row, ...]:
    """What follows once it is settled that the buyer gets it, by kind."""
    # fmt: off
    return (
        Row(before, verb, S.REFUNDING,          who, MONEY,   needs),
        Row(before, verb, S.WAIT_BUYER_SHIP,    who, BACK,    needs, T.SHIP_BACK, goods_back=False),
        *_goods_back(before, verb, who, needs, goods_back=True),
        Row(before, verb, S.WAIT_SELLER_RESHIP, who, RESHIP,  needs, T.RESHIP),
        Row(before, verb, S.WAIT_SELLER_ISSUE,  who, INVOICE, needs, T.ISSUE),
    )
    # fmt: on


def _goods_back(
    before: State,
    verb: Verb,
    who: tuple[Who, ...],
    needs: tuple[Need, ...] = (),
    *,
    goods_back: bool | None = None,
) -> tuple[Row, ...]:
    """What follows once the goods count as returned."""
    # fmt: off
    return (
        Row(before, verb, S.REFUNDING,          who, RETURN, needs, goods_back=goods_back),
        Row(before, verb, S.WAIT_SELLER_RESHIP, who, SENT,   needs, T.RESHIP,
            goods_back=goods_back),
    )
    # fmt: on


WITHDRAWN_FROM = (
    S.APPLIED,
    S.NEGOTIATING,
    S.REFUSED,
    S.PLATFORM,
    S.WAIT_BUYER_SHIP,
    S.IN_RETURN,
    S.WAIT_SELLER_CONFIRM,
    S.RETURN_LOST,
    S.WAIT_SELLER_RESHIP,
    S.WAIT_SELLER_ISSUE,
)
GOODS_CLAIMED = (S.WAIT_SELLER_CONFIRM, S.RETURN_LOST)
ESCALATED_FROM = (S.APPLIED, S.REFUSED)
PAID_ELSEWHERE_FROM = (S.APPLIED, S.PLATFORM, *GOODS_CLAIMED)
"""Where a platform may be quicker than the shop and pay by itself."""

# fmt: off
ROWS: tuple[Row, ...] = (
    # The application and its answer.
    Row(None,           V.OPEN,     S.APPLIED,     ANYBODY, ALL, (), T.ANSWER),
    Row(S.APPLIED,      V.EDIT,     S.APPLIED,     BUYER,   ALL, (N.EDITS,), T.ANSWER),
    *_agreed(S.APPLIED, V.AGREE, STAFF, (N.LIMIT,)),
    Row(S.APPLIED,      V.REFUSE,   S.REFUSED,     STAFF,   ALL, GROUNDS, T.REFUSAL),
    Row(S.APPLIED,      V.EXPIRE,   S.REFUNDING,       TIME, REFUND),
    Row(S.APPLIED,      V.EXPIRE,   S.WAIT_BUYER_SHIP, TIME, BACK, (), T.SHIP_BACK,
        goods_back=False),
    *_goods_back(S.APPLIED, V.EXPIRE, TIME, goods_back=True),
    Row(S.APPLIED,      V.EXPIRE,   S.CLOSED,          TIME, GOODWILL),
    Row(S.APPLIED,      V.OVERDUE,  S.APPLIED,         TIME, ALL),
    # Another proposal. The shop's own time stands still meanwhile and is never won back by it.
    Row(S.APPLIED,      V.OFFER,    S.NEGOTIATING, STAFF,   ALL, (N.REASON, N.LIMIT), T.OFFER,
        Clock.PAUSE),
    *_agreed(S.NEGOTIATING, V.ACCEPT, BUYER, ()),
    Row(S.NEGOTIATING,  V.DECLINE,  S.APPLIED,     BUYER,   ALL, (), None, Clock.RESUME),
    Row(S.NEGOTIATING,  V.EXPIRE,   S.APPLIED,     TIME,    ALL, (), None, Clock.RESUME),
    Row(S.NEGOTIATING,  V.EDIT,     S.APPLIED,     BUYER,   ALL, (N.EDITS,), T.ANSWER),
    # After a refusal.
    Row(S.REFUSED,      V.EDIT,     S.APPLIED,     BUYER,   ALL, (N.EDITS,), T.ANSWER),
    *_agreed(S.REFUSED, V.AGREE, STAFF, (N.LIMIT,)),
    Row(S.REFUSED,      V.EXPIRE,   S.CLOSED,      TIME,    ALL),
    # The platform decides, on what both sides handed in; a person records that, and what it said.
    *(Row(before,       V.ESCALATE, S.PLATFORM,    BUYER,   ALL, (), T.PROVE)
      for before in ESCALATED_FROM),
    Row(S.PLATFORM,     V.PROVE,    S.PLATFORM,    STAFF,   ALL, (N.EVIDENCE,)),
    Row(S.PLATFORM,     V.OVERDUE,  S.PLATFORM,    TIME,    ALL),
    *_agreed(S.PLATFORM, V.RULE_BUYER, STAFF, (N.EVIDENCE, N.LIMIT)),
    Row(S.PLATFORM,     V.RULE_SELLER, S.CLOSED,   STAFF,   ALL, (N.EVIDENCE,)),
    # The goods on their way back. From the day they arrive the law counts.
    Row(S.WAIT_BUYER_SHIP, V.SHIP_BACK, S.IN_RETURN, BUYER, BACK, (N.WAYBILL,), T.TRAVEL),
    # By the machine where they were here before the case waited for them.
    Row(S.WAIT_BUYER_SHIP, V.ARRIVE, S.WAIT_SELLER_CONFIRM, TAKES_IN, BACK, (), T.CONFIRM),
    Row(S.WAIT_BUYER_SHIP, V.EXPIRE, S.CLOSED,     TIME,    BACK),
    Row(S.IN_RETURN,    V.ARRIVE,   S.WAIT_SELLER_CONFIRM, TAKES_IN, BACK, (), T.CONFIRM),
    Row(S.IN_RETURN,    V.EXPIRE,   S.RETURN_LOST, TIME,    BACK, (), T.CONFIRM),
    *_goods_back(S.WAIT_SELLER_CONFIRM, V.PASS, STAFF),
    Row(S.WAIT_SELLER_CONFIRM, V.REFUSE, S.REFUSED, STAFF,  BACK, GROUNDS, T.REFUSAL),
    *_goods_back(S.WAIT_SELLER_CONFIRM, V.EXPIRE, TIME),
    # Another parcel was taken for it: back to where it was, and the buyer's time with it.
    Row(S.WAIT_SELLER_CONFIRM, V.NOT_YET, S.IN_RETURN, STAFF, BACK, (N.REASON, N.SENIOR), T.TRAVEL),
    Row(S.WAIT_SELLER_CONFIRM, V.NOT_SENT, S.WAIT_BUYER_SHIP, STAFF, BACK, (N.REASON, N.SENIOR),
        T.SHIP_BACK),
    Row(S.WAIT_SELLER_CONFIRM, V.MISS, S.RETURN_LOST, STAFF, BACK, (N.REASON,), None, Clock.KEEP),
    Row(S.RETURN_LOST,  V.FIND, S.WAIT_SELLER_CONFIRM, STAFF, BACK, (), None, Clock.KEEP),
    *_goods_back(S.RETURN_LOST, V.BEAR_LOSS, STAFF, (N.REASON, N.LIMIT)),
    *_goods_back(S.RETURN_LOST, V.EXPIRE, TIME),
    *(Row(before,       V.OVERDUE,  before,        TIME,    BACK) for before in GOODS_CLAIMED),
    # The shop sends, or issues.
    Row(S.WAIT_SELLER_RESHIP, V.SEND, S.WAIT_BUYER_CONFIRM, STAFF, GOES_OUT, (N.WAYBILL,),
        T.RECEIVE),
    Row(S.WAIT_SELLER_RESHIP, V.PAY_INSTEAD, S.REFUNDING, STAFF, GOES_OUT, (N.REASON, N.LIMIT)),
    Row(S.WAIT_SELLER_RESHIP, V.OVERDUE, S.WAIT_SELLER_RESHIP, TIME, GOES_OUT),
    Row(S.WAIT_BUYER_CONFIRM, V.CONFIRM, S.DONE,   BUYER,   GOES_OUT),
    Row(S.WAIT_BUYER_CONFIRM, V.ESCALATE, S.PLATFORM, BUYER, GOES_OUT, (), T.PROVE),
    Row(S.WAIT_BUYER_CONFIRM, V.EXPIRE, S.DONE,    TIME,    GOES_OUT),
    Row(S.WAIT_SELLER_ISSUE, V.ISSUE, S.DONE,      STAFF,   INVOICE, (N.REFERENCE,)),
    Row(S.WAIT_SELLER_ISSUE, V.OVERDUE, S.WAIT_SELLER_ISSUE, TIME, INVOICE),
    # The money. Only the payment service, or whoever paid elsewhere, ends it.
    Row(S.REFUNDING,    V.PAID,     S.DONE,        PAYER,   ALL),
    Row(S.REFUNDING,    V.PAY_REFUSED, S.REFUND_FAILED, PAYER, ALL, (N.REASON,)),
    Row(S.REFUNDING,    V.PAY_OUTSIDE, S.DONE,     STAFF,   ALL, (N.REFERENCE, N.UNSENT)),
    *(Row(before, V.PAY_OUTSIDE, S.DONE, STAFF, PAYS, (N.REFERENCE, N.UNSENT))
      for before in PAID_ELSEWHERE_FROM),
    # Under way when the service was disconnected: a person finds out what became of it. What was
    # not paid is owed as before, under the same key.
    Row(S.REFUNDING,    V.FOUND_PAID, S.DONE,      STAFF,   ALL, (N.REFERENCE, *FOUND_OUT)),
    Row(S.REFUNDING,    V.FOUND_UNPAID, S.REFUNDING, STAFF, ALL, (N.REASON, *FOUND_OUT), None,
        Clock.KEEP),
    Row(S.REFUND_FAILED, V.PAY_AGAIN, S.REFUNDING, STAFF,   ALL, (N.REASON,)),
    Row(S.REFUND_FAILED, V.PAY_OUTSIDE, S.DONE,    STAFF,   ALL, (N.REFERENCE, N.UNSENT)),
    # The buyer may always let it be, until money or goods have left.
    *(Row(before,       V.WITHDRAW, S.CANCELLED,   BUYER,   ALL) for before in WITHDRAWN_FROM),
    Row(S.APPLIED,      V.CLOSE,    S.CLOSED,      STAFF,   ALL, (N.REASON, N.OWN)),
    # More words and pictures, at any time while it is open. Nobody's time changes by them.
    *(Row(before,       V.ADD,      before,        BUYER,   ALL, (N.EVIDENCE,), None, Clock.KEEP)
      for before in State if before not in TERMINAL),
)
# fmt: on

_by_move = {
    (row.before, row.verb, kind, back): row
    for row in ROWS
    for kind in row.kinds
    for back in ((True, False) if row.goods_back is None else (row.goods_back,))
}


def row_of(kind: Kind, before: State | None, verb: Verb, *, goods_back: bool = False) -> Row | None:
    """The move, or None where there is none."""
    return _by_move.get((before, verb, kind, goods_back))


def possible(
    kind: Kind, before: State | None, who: Iterable[Who] = Who, *, goods_back: bool = False
) -> list[Row]:
    """What can be done now by these, in the table's order."""
    wanted = set(who)
    return [
        row
        for row in ROWS
        if row.before == before
        and kind in row.kinds
        and wanted.intersection(row.who)
        and row.goods_back in (None, goods_back)
    ]
