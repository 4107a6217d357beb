"""Many entries at once, as another program would have stored them: for recall and plans."""

import random
from typing import Any

from django.db import connection

from conversations.actions.filling_search import file_threads
from conversations.models import Conversation
from tests.conversations.crowd import crowd

SAY_SQL = """UPDATE conversations_entry e SET text = said.text
FROM unnest(%(threads)s::bigint[], %(seqs)s::int[], %(texts)s::text[]) AS said (thread, seq, text)
WHERE e.shop_id = %(shop)s AND e.conversation_id = said.thread AND e.seq = said.seq"""

VOCABULARY = [
    *("退款", "快递", "发货", "什么时候", "尺码", "质量", "发票", "您好", "谢谢", "不合适", "退货"),
    *("物流", "单号", "SF1234567890123", "4471203398557120", "ＷＸ－3021", "iPhone", "nike air"),
    *(
        "😀",
        "👩\u200d👧",
        "❤\ufe0f",
        "？？",
        "…",
        "100%",
        "a_b",
        "\\n",
        "Ａ",
        "的",
        "了",
        "吗",
        "。",
        " ",
    ),
]


def talk(*, shop_id: int, owner_id: int, threads: int, each: int, seed: int = 5) -> list[str]:
    """Threads full of words of the vocabulary, some of them everywhere; all that was said."""
    chance = random.Random(seed)
    crowd(shop_id=shop_id, owner_id=owner_id, count=threads, entries=each)
    keys = Conversation.objects.filter(shop_id=shop_id).order_by("pk").values_list("pk", flat=True)
    texts = [sentence(chance) for _ in range(threads * each)]
    values: dict[str, Any] = {
        "shop": shop_id,
        "threads": [key for key in keys for _ in range(each)],
        "seqs": list(range(1, each + 1)) * threads,
        "texts": texts,
    }
    with connection.cursor() as cursor:
        cursor.execute(SAY_SQL, values)
    file_threads(conversation_ids=list(keys))
    return texts


def sentence(chance: random.Random) -> str:
    """Words in a row without spaces, so that substrings go over their ends."""
    words = chance.choices(VOCABULARY, [1 / (at + 2) for at in range(len(VOCABULARY))], k=6)
    return "".join(words) or "。"
