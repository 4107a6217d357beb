"""What a buyer and the agents see: threads put together from events and fills."""

from dataclasses import dataclass, field
from typing import Any

from conversations.replay.client import Client
from helpdesk.realtime.shapes import EntryShape


@dataclass
class Screen:
    """One thread as one side sees it: every entry up to ``cursor``, and early ones beyond."""

    entries: dict[int, EntryShape] = field(default_factory=dict)
    cursor: int = 0

    def take(self, entry: EntryShape) -> None:
        """An entry arrived, in whatever order; a recall blanks what it names, now or later."""
        self.entries.setdefault(entry["seq"], entry)
        for recall in (entry, *self.entries.values()):
            target = self.entries.get(recall["target"] or 0)
            if recall["kind"] != "recall" or target is None:
                continue
            if not target["recalled"]:
                blank: EntryShape = {**target, "text": "", "card": None, "recalled": True}
                self.entries[target["seq"]] = blank
        while self.cursor + 1 in self.entries:
            self.cursor += 1

    async def fill(self, client: Client, **fields: Any) -> None:
        """Ask until nothing is missing, on the present socket."""
        while True:
            answer = await client.once("thread.fill", after=self.cursor, **fields)
            for entry in answer["entries"]:
                self.take(entry)
            self.cursor = max(self.cursor, answer["through"])
            if answer["through"] >= answer["last"]:
                return

    def messages(self) -> list[EntryShape]:
        """The messages, in their order."""
        found = sorted(self.entries)
        return [self.entries[seq] for seq in found if self.entries[seq]["kind"] == "message"]
