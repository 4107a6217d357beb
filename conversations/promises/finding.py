"""Whether an agent's words promise the buyer something by a time. Pure.

A promise is a sentence that is no question, in which the shop's side will answer, tell, call, send
or settle something, and that names a time. What the courier will do, what the buyer is asked to do,
and what is done already is none.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from conversations.promises.times import Habits, time_in

LONGEST = 120

SENTENCE = re.compile(r"[^。！!？?；;\n]+[。！!？?；;]?")
DEED = re.compile(
    r"(?:给|跟|和|向)(?:您|你|亲)(?:一个|个)?(?:确切|准确|明确)?(?:的)?"
    r"(?:准信|答复|回复|回话|回音|消息|结果|说法|方案|电话|打|回|说|发|补|换|寄|退|查|处理|安排|解决|反馈|确认)|"
    r"(?:回复?|答复|联系|告诉|告知|通知|反馈)(?:给)?(?:您|你|亲)|"
    r"(?:您|你|亲)(?:的)?(?:这边|那边)?(?:会)?(?:有)?(?:答复|回复|准信)|"
    r"回(?:您|你)|(?:给|有|出)(?:准信|答复|结果)|"
    r"(?:我|我们|咱们|这边|仓库)[^，,。]{0,12}(?:补发|重发|寄出|发出|退款|打款|处理好|回电|打电话|查清|核实|安排)"
)
ENGLISH_DEED = re.compile(
    r"\b(?:i|we)(?:['’]ll| will| shall|['’]m going to|['’]re going to)\b[^.!?]{0,60}?\b(?:"
    r"get back|come back|reply|respond|answer|let you know|tell you|call|update|confirm|check|"
    r"send|ship|refund|email|follow up|sort)\b|"
    r"\byou(?:['’]ll| will) (?:have|hear|get)\b[^.!?]{0,40}"
    r"\b(?:from (?:me|us)|answer|reply|update)\b",
    re.I,
)
QUESTION = re.compile(
    r"[？?]\s*$|[吗么呢]\s*[。！!]?\s*$|什么时候|几点|要不要|可不可以|能不能|是不是"
)
DONE = re.compile(
    r"已经|已(?:回|答|联系|发|退|补)|昨[天日晚]|前天|刚才|刚刚|"
    r"(?:回复?|答复|联系|告诉|通知|补发|退款)(?:您|你)?(?:过|了)|\balready\b|\byesterday\b",
    re.I,
)
BUYERS = re.compile(
    r"(?:您|你|亲)[^，,。]{0,14}?(?:回复|告诉|联系|通知|发给|发|拍给|寄给|给)(?:一下)?(?:我|我们|客服|店里)|"
    r"(?:请|麻烦|辛苦|劳烦)(?:您|你|亲)|\b(?:please|could you|can you|would you)\b",
    re.I,
)
NOT_SO = re.compile(
    r"(?:不能|没法|没办法|无法|不一定|不敢|不保证|保证不了|没有办法|做不到)|"
    r"\b(?:can['’]?t|cannot|won['’]t|not able|unable)\b",
    re.I,
)
COURIERS = re.compile(
    r"(?:快递|物流|包裹|快件|圆通|中通|申通|顺丰|韵达|平台|系统)[^，,。]{0,14}?"
    r"(?:送到|送达|派送|到(?:您|你)|联系(?:您|你)|更新|退(?:给)?(?:您|你)|通知(?:您|你))|预计|大概.{0,6}到|能到"
)
IF = re.compile(r"^(?:如果|要是|假如|若|万一)|\bif you\b", re.I)


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said and when, and by when it is to be kept."""

    said: str
    said_at: datetime
    due_at: datetime


def promise_in(text: str, *, now: datetime, habits: Habits | None = None) -> Promise | None:
    """The first promise in an agent's message; ``now`` is when it was sent, by the shop's clock."""
    habits = habits or Habits()
    for sentence in SENTENCE.findall(text[:2000]):
        said = sentence.strip()
        if not said or not is_promising(said):
            continue
        due = time_in(said, now, habits)
        if due is not None:
            return Promise(said[:LONGEST], now, due)
    return None


def is_promising(sentence: str) -> bool:
    """Whether the shop's side will do something for the buyer, whenever."""
    if not (DEED.search(sentence) or ENGLISH_DEED.search(sentence)):
        return False
    return not any(one.search(sentence) for one in (QUESTION, DONE, BUYERS, NOT_SO, COURIERS, IF))
