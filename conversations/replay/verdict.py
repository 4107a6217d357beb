"""Holds what was played against the database and both screens."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from conversations.models import Entry, EntryKind
from conversations.replay.player import Performance
from conversations.replay.stage import Stage


@dataclass
class Verdict:
    """Counts of messages. ``lost``, ``duplicated`` and ``disordered`` must be 0.

    ``slowest`` is the longest wait for an acknowledgement, in seconds: how long a fault was felt.
    ``received`` counts messages that the side they were meant for has on its screen.
    """

    run: str
    dialogues: int
    sent: int = 0
    stored: int = 0
    received: int = 0
    skipped: int = 0
    reconnects: int = 0
    desk_reconnects: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    lost: int = 0
    duplicated: int = 0
    disordered: int = 0

    @property
    def clean(self) -> bool:
        return self.lost == self.duplicated == self.disordered == 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def judge(stage: Stage, performance: Performance, *, skipped: int, seconds: float) -> Verdict:
    """Compare, thread by thread, the script with the rows and with what either side shows."""
    verdict = Verdict(
        run=stage.run,
        dialogues=len(stage.parts),
        skipped=skipped,
        reconnects=performance.reconnects,
        desk_reconnects=performance.desk_reconnects,
        slowest=round(performance.slowest, 1),
        seconds=round(seconds, 1),
    )
    for part in stage.parts:
        sent = performance.sent.get(part.conversation, [])
        texts = [turn.text for turn in part.dialogue.turns]
        rows = _rows(stage.shop_id, part.conversation)
        verdict.sent += len(sent)
        verdict.stored += len(rows)
        verdict.lost += len(texts) - len(sent)
        _hold_against_rows(verdict, list(zip(sent, texts, strict=False)), rows)
        for side, screens in (("buyer", performance.agents), ("agent", performance.buyers)):
            screen = screens.get(part.conversation)
            seen = [] if screen is None else screen.messages()
            wanted = [row["client_id"] for row in rows if row["side"] == side]
            got = [str(entry["client_id"]) for entry in seen if entry["side"] == side]
            verdict.received += len(set(got) & set(wanted))
            verdict.lost += len(set(wanted) - set(got))
            verdict.duplicated += len(got) - len(set(got))
            verdict.disordered += _out_of_place(got, wanted)
    return verdict


def _rows(shop_id: int, conversation: int) -> list[dict[str, Any]]:
    rows = (
        Entry.objects.filter(shop_id=shop_id, conversation_id=conversation, kind=EntryKind.MESSAGE)
        .order_by("seq")
        .values("client_id", "side", "text")
    )
    return [{**row, "client_id": str(row["client_id"])} for row in rows]


def _hold_against_rows(
    verdict: Verdict, sent: list[tuple[str, str]], rows: list[dict[str, Any]]
) -> None:
    stored = Counter(row["client_id"] for row in rows)
    by_id = {row["client_id"]: row["text"] for row in rows}
    verdict.lost += sum(1 for client_id, text in sent if by_id.get(client_id) != text)
    verdict.duplicated += sum(count - 1 for count in stored.values())
    verdict.duplicated += len(set(stored) - {client_id for client_id, _ in sent})
    verdict.disordered += _out_of_place(
        [row["client_id"] for row in rows], [client_id for client_id, _ in sent]
    )


def _out_of_place(found: list[str], wanted: list[str]) -> int:
    """How many of the common ones do not stand where they should."""
    common = set(found) & set(wanted)
    kept = [one for one in dict.fromkeys(found) if one in common]
    right = [one for one in wanted if one in common]
    return sum(1 for one, other in zip(kept, right, strict=True) if one != other)
