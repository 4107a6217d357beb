"""What an agent says, and what was promised by it. It is Thursday, 2026-06-11, 14:33."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from conversations.promises.finding import promise_in
from conversations.promises.numbers import number_of

NOW = datetime(2026, 6, 11, 14, 33, tzinfo=ZoneInfo("Asia/Shanghai"))

PROMISES = [
    # A part of a day: until its end.
    ("明天上午给您答复", "06-12 12:00"),
    ("明天上午给您准信哈", "06-12 12:00"),
    ("好的，我明天下午回复您。", "06-12 18:00"),
    ("明早回您", "06-12 12:00"),
    ("今晚给您回复", "06-11 21:00"),
    ("今天晚上给您个准信", "06-11 21:00"),
    ("我今天下午联系您", "06-11 18:00"),
    ("后天中午给您结果", "06-13 14:00"),
    ("今天给您答复", "06-11 18:00"),
    ("明天给您回话", "06-12 18:00"),
    ("下班前给您回复", "06-11 18:00"),
    # An hour.
    ("今天18:00前给准信", "06-11 18:00"),
    ("今天 18：00 之前给您准信", "06-11 18:00"),
    ("两点五十前回您", "06-11 14:50"),
    ("三点半给您回复", "06-11 15:30"),
    ("下午五点前给您答复", "06-11 17:00"),
    ("晚上八点一刻给您打电话", "06-11 20:15"),
    ("16点告诉您结果", "06-11 16:00"),
    ("明天十点前给您答复", "06-12 10:00"),
    ("明天两点给您回电话，我联系您", "06-12 14:00"),
    ("九点回您", "06-11 21:00"),
    ("明天上午10点半，我们给您发出", "06-12 10:30"),
    # A span.
    ("十分钟内回复您", "06-11 14:43"),
    ("15分钟后回您", "06-11 14:48"),
    ("半小时内给您答复", "06-11 15:03"),
    ("一刻钟后告诉您", "06-11 14:48"),
    ("二十分钟左右给您回复", "06-11 14:53"),
    ("我两个小时内给您处理", "06-11 16:33"),
    ("一个半小时内联系您", "06-11 16:03"),
    ("24小时内给您答复", "06-12 14:33"),
    ("我们三天内给您补发", "06-14 14:33"),
    ("一周内给您答复", "06-18 14:33"),
    # Days of work: Friday, Monday, Tuesday.
    ("3个工作日内给您退款，我们安排", "06-16 14:33"),
    ("1-2个工作日内给您答复", "06-15 14:33"),
    ("I'll get back to you within 2 business days", "06-15 14:33"),
    # Twelve at night is midnight, and the small hours lie past it.
    ("今晚12点前给您回复", "06-12 00:00"),
    ("晚上十二点前回复您", "06-12 00:00"),
    ("今天12点前给您回复", "06-12 00:00"),
    ("夜里1点前回复您", "06-12 01:00"),
    ("明晚12点前给您回复", "06-13 00:00"),
    ("明天中午12点前给您回复", "06-12 12:00"),
    ("大后天给您回复", "06-14 18:00"),
    # A day of the week, a date.
    ("周五前给您答复", "06-12 18:00"),
    ("周一上午回复您", "06-15 12:00"),
    ("下周三给您结果", "06-17 18:00"),
    ("15号给您准信", "06-15 18:00"),
    ("6月20日前给您退款，我们安排", "06-20 18:00"),
    # Vague: what the shop means by it.
    ("一会儿回您", "06-11 15:03"),
    ("稍后给您回复", "06-11 15:03"),
    ("我去问问仓库，等下告诉您", "06-11 15:03"),
    ("晚点联系您", "06-11 16:33"),
    ("您别急。我马上核实，一会儿给您答复。", "06-11 15:03"),
    # English.
    ("I'll get back to you by 6pm today.", "06-11 18:00"),
    ("We will let you know tomorrow morning", "06-12 12:00"),
    ("I'll call you in 30 minutes.", "06-11 15:03"),
    ("We'll reply within two hours", "06-11 16:33"),
    ("I will update you in half an hour", "06-11 15:03"),
    ("I'll check and get back to you shortly.", "06-11 15:03"),
    ("We'll send you an answer on Monday", "06-15 18:00"),
    ("I'll confirm this afternoon", "06-11 18:00"),
    ("You'll hear from us tonight.", "06-11 21:00"),
]

NONE = [
    "明天上午您方便吗？",
    "您明天上午回复我就行",
    "麻烦您今天18:00前拍张照片发给我",
    "快递预计明天上午送到",
    "圆通今天下午会联系您",
    "昨天晚上已经给您回复了",
    "刚才回复您了，今天可以看看",
    "今天不能给您答复",
    "什么时候给您答复好呢",
    "如果明天还没到，再联系您",
    "我们会尽快处理的",
    "给您答复了哈",
    "这款上午刚到货",
    "今天下单明天发货",
    "您好，在的",
    "平台 24 小时内退给您",
    "Could you send it by 6pm?",
    "I can't get back to you today.",
    "It arrives tomorrow morning",
    "I already replied yesterday",
]


@pytest.mark.parametrize(("words", "due"), PROMISES)
def test_a_promise_and_its_time(words: str, due: str) -> None:
    found = promise_in(words, now=NOW)
    assert found is not None
    assert f"{found.due_at:%m-%d %H:%M}" == due


@pytest.mark.parametrize("words", NONE)
def test_no_promise(words: str) -> None:
    assert promise_in(words, now=NOW) is None


def test_what_was_said_is_the_sentence_alone() -> None:
    found = promise_in("真不好意思。今天18:00前给您准信！别急", now=NOW)
    assert found is not None and found.said == "今天18:00前给您准信！"


@pytest.mark.parametrize(
    ("word", "number"), [("十", 10), ("十五", 15), ("二十", 20), ("两", 2), ("24", 24), ("an", 1)]
)
def test_numbers(word: str, number: int) -> None:
    assert number_of(word) == number
