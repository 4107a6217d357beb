"""What waits for one socket goes out together: nothing lost, nothing out of order."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.realtime.one_frame import FRAME_LENGTH, separated
from helpdesk.realtime.outbox import LENGTH, Outbox, OutboxFull


def filled(*frames: str) -> Outbox:
    outbox = Outbox()
    outbox.put(frames)
    return outbox


def taken(outbox: Outbox, *, together: bool = True) -> str:
    return asyncio.run(outbox.take(together=together))


def test_one_alone_is_an_object() -> None:
    assert taken(filled('{"event":"pulse"}')) == '{"event":"pulse"}'
    assert separated('{"event":"pulse"}') == [{"event": "pulse"}]


def test_who_reads_no_lists_gets_one_after_the_other() -> None:
    outbox = filled("1", "2")
    assert [taken(outbox, together=False) for _ in range(2)] == ["1", "2"]


@given(st.lists(st.integers(0, FRAME_LENGTH), min_size=1, max_size=12))
def test_all_arrive_in_their_order(lengths: list[int]) -> None:
    sent = [json.dumps({"seq": seq, "text": "长" * size}) for seq, size in enumerate(lengths)]
    outbox, arrived = filled(*sent), []
    while outbox:
        text = taken(outbox)
        assert len(text) <= FRAME_LENGTH + max(map(len, sent)) + len(sent) + 2
        arrived += separated(text)
    assert [frame["seq"] for frame in arrived] == [*range(len(sent))]


def test_a_full_one_takes_all_of_a_parcel_or_nothing() -> None:
    outbox = filled(*["1"] * (LENGTH - 1))
    with pytest.raises(OutboxFull):
        outbox.put(["2", "3"])
    assert len(outbox) == LENGTH - 1
    outbox.put(["2"])
    assert len(outbox) == LENGTH


def test_who_waits_is_woken_once_for_several_parcels() -> None:
    async def waits() -> tuple[list[str], int]:
        outbox = Outbox()
        writer = asyncio.create_task(outbox.take(together=True))
        await asyncio.sleep(0)
        outbox.put(["1"])
        outbox.put(["2", "3"])
        return separated(await writer), len(outbox)

    assert asyncio.run(waits()) == ([1, 2, 3], 0)


def test_a_writer_that_is_gone_is_no_obstacle() -> None:
    async def waits() -> str:
        outbox = Outbox()
        writer = asyncio.create_task(outbox.take(together=True))
        await asyncio.sleep(0)
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)
        outbox.put(["1"])
        return await outbox.take(together=True)

    assert asyncio.run(waits()) == "1"
