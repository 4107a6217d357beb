"""What waits for one socket goes out together: nothing lost, nothing out of order."""

import asyncio
import json

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.realtime.one_frame import FRAME_LENGTH, joined, separated, takes_lists


def waiting(*frames: str) -> asyncio.Queue[str]:
    queue: asyncio.Queue[str] = asyncio.Queue()
    for frame in frames:
        queue.put_nowait(frame)
    return queue


def test_one_alone_is_an_object() -> None:
    assert joined('{"event":"pulse"}', waiting()) == '{"event":"pulse"}'
    assert separated('{"event":"pulse"}') == [{"event": "pulse"}]


@given(st.lists(st.integers(0, FRAME_LENGTH), min_size=1, max_size=12))
def test_all_arrive_in_their_order(lengths: list[int]) -> None:
    sent = [json.dumps({"seq": seq, "text": "长" * size}) for seq, size in enumerate(lengths)]
    queue, arrived = waiting(*sent), []
    while not queue.empty():
        text = joined(queue.get_nowait(), queue)
        assert len(text) <= FRAME_LENGTH + max(map(len, sent)) + len(sent) + 2
        arrived += separated(text)
    assert [frame["seq"] for frame in arrived] == [*range(len(sent))]


def test_only_who_says_so_gets_lists() -> None:
    """A page that was loaded before an upgrade reads objects alone."""
    assert takes_lists({"query_string": b"lists=1"})
    assert not takes_lists({"query_string": b""})
    assert not takes_lists({})
