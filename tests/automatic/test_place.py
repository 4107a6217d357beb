"""The place in the queue, as the machine says it within a sentence."""

import pytest
from django.utils.translation import override

from conversations.queries.automatic_words import place_said
from helpdesk.realtime.shapes import QueueShape


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh-hans", "您前面还有 2 位，大约 4 分钟"),
        ("en", "There are 2 people before you, about 4 minutes"),
    ],
)
def test_the_place_is_one_sentence(language: str, said: str) -> None:
    queue: QueueShape = {"mode": "queue", "ahead": 2, "minutes": 4, "reply_by": None}
    with override(language):
        assert place_said(queue) == said
