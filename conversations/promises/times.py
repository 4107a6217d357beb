"""The time that a sentence names, by the shop's clock. Pure.

A part of a day means its end, as the shop sets it: who says 「明天上午」 keeps it until noon. An
hour alone means the next time that it comes round.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.promises.numbers import NUMBER, WORDS, number_of


@dataclass(frozen=True, slots=True)
class Habits:
    """What a shop means by its words: minutes of "soon" and "later", hours at which parts end."""

    soon: int = 30
    later: int = 120
    morning: int = 12
    noon: int = 14
    afternoon: int = 18
    evening: int = 21
    day: int = 18


_WORDS_OF_PARTS = {
    "morning": ("早上", "早晨", "上午", "早"),
    "noon": ("中午",),
    "afternoon": ("下午", "傍晚"),
    "evening": ("晚上", "晚", "夜里"),
}
PARTS = {word: part for part, words in _WORDS_OF_PARTS.items() for word in words}
DAYS = {"今": 0, "明": 1, "后": 2, "大后": 3}
SMALL_HOURS = 5
"""At night an hour before this one, and twelve, lie past midnight."""
WEEK = "一二三四五六日"
SATURDAY = 5
ENGLISH_WEEK = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
ENGLISH_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"

SPAN = re.compile(
    rf"(?P<half>半)\s*(?:个)?\s*(?P<half_unit>小时|钟头|天)|(?P<quarter>一刻钟)|"
    rf"(?P<n>{NUMBER})\s*(?:个)?\s*(?P<and_half>半)?\s*(?P<unit>分钟|小时|钟头|天|个?工作日|周|星期|礼拜)"
    r"\s*(?:以内|之内|内|后|以后|之后|左右)"
)
DAY = re.compile(
    r"(?P<day>[今明后])(?:天|日)?(?P<short>早|晚)(?!点)|(?P<whole>大后|[今明后])[天日]|"
    rf"(?P<next>下)?(?:周|星期|礼拜)(?P<weekday>[{WEEK}天])|"
    rf"(?P<month>{NUMBER})月(?P<date>{NUMBER})[日号]|(?P<only>{NUMBER})[号]"
)
PART = re.compile(r"(?<![今明后])(早上|早晨|上午|中午|下午|傍晚|晚上|夜里)")
HOUR = re.compile(
    rf"(?P<h>{NUMBER})\s*(?:点钟|点|时(?!间|候))(?:\s*(?P<half>半)|\s*(?P<quarter>[一三])刻|"
    rf"\s*(?P<m>{NUMBER})\s*分?)?|(?P<h2>\d{{1,2}})[:：](?P<m2>\d{{2}})"
)
OFF_WORK = re.compile(r"下班(?:之)?前")
SOON = re.compile(r"一会儿?|待会儿?|等会儿?|等一下|等下|稍后|稍等|马上|立刻|这就|过会儿?")
LATER = re.compile(r"晚点|晚些|迟点|回头")

E_SPAN = re.compile(
    rf"\b(?:in|within)\s+(?:about\s+|the next\s+)?(?P<n>{ENGLISH_NUMBER})?\s*(?P<half>half an?\s+)?"
    r"(?P<unit>minutes?|mins?|hours?|days?|business days?)\b",
    re.I,
)
E_DAY = re.compile(
    rf"\b(?P<word>today|tonight|tomorrow|this)\b|\b(?P<next>next\s+)?(?P<weekday>{'|'.join(ENGLISH_WEEK)})day\b",
    re.I,
)
E_PART = re.compile(r"\b(morning|noon|afternoon|evening|night)\b", re.I)
E_HOUR = re.compile(r"\b(?P<h>\d{1,2})(?::(?P<m>\d{2}))?\s*(?P<half>am|pm|a\.m\.|p\.m\.)", re.I)
E_SOON = re.compile(r"\b(?:shortly|soon|right away|in a (?:moment|minute|bit|while|sec))\b", re.I)
E_LATER = re.compile(r"\blater\b", re.I)


def time_in(sentence: str, now: datetime, habits: Habits) -> datetime | None:
    """The moment that the sentence names, later than now; None where it names none."""
    found = _span(sentence, now) or _dated(sentence, now, habits) or _vague(sentence, now, habits)
    return found if found is not None and found > now else None


def _span(sentence: str, now: datetime) -> datetime | None:
    found = SPAN.search(sentence)
    if found:
        if found["quarter"]:
            return now + timedelta(minutes=15)
        if found["half"]:
            return now + timedelta(hours=12 if found["half_unit"] == "天" else 0.5)
        count = number_of(found["n"]) + (0.5 if found["and_half"] else 0)
        return _after(now, count, found["unit"])
    found = E_SPAN.search(sentence)
    if found and (found["n"] or found["half"]) and not E_SOON.search(found[0]):
        count = 0.5 if found["half"] else number_of(found["n"])
        return _after(now, count, found["unit"].lower())
    return None


def _after(now: datetime, count: float, unit: str) -> datetime:
    if "工作" in unit or unit.startswith("business"):
        return _working_days_after(now, count)
    if unit.startswith(("分", "min")):
        return now + timedelta(minutes=count)
    if unit.startswith(("小", "钟", "hour")):
        return now + timedelta(hours=count)
    return now + timedelta(days=count * 7 if unit[0] in "周星礼" else count)


def _working_days_after(now: datetime, count: float) -> datetime:
    """At the same hour so many days of work later: Monday to Friday. Public holidays are not known
    here, so beside one it is early rather than late."""
    due, left = now, int(count)
    while left > 0:
        due += timedelta(days=1)
        left -= due.weekday() < SATURDAY
    return due


def _dated(sentence: str, now: datetime, habits: Habits) -> datetime | None:
    day = _day(sentence, now)
    part = _part(sentence)
    clock = _clock(sentence)
    if OFF_WORK.search(sentence) and clock is None:
        part = "day"
    if day is None and part is None and clock is None:
        return None
    date = now if day is None else day
    if clock is not None:
        return _at(date, clock, part, now, said_day=day is not None)
    hour = getattr(habits, part or "day")
    due = date.replace(hour=hour, minute=0, second=0, microsecond=0)
    if due <= now and day is not None and part is None and date.date() == now.date():
        return date.replace(hour=23, minute=59, second=0, microsecond=0)
    return due


def _day(sentence: str, now: datetime) -> datetime | None:
    found = DAY.search(sentence)
    if found:
        word = found["day"] or found["whole"]
        if word:
            return now + timedelta(days=DAYS[word])
        if found["weekday"]:
            weekday = WEEK.index(found["weekday"].replace("天", "日"))
            return _weekday(now, weekday, is_next=bool(found["next"]))
        month = number_of(found["month"]) if found["month"] else None
        return _date(now, month, number_of(found["date"] or found["only"]))
    found = E_DAY.search(sentence)
    if not found:
        return None
    if found["weekday"]:
        weekday = ENGLISH_WEEK.index(found["weekday"].lower())
        return _weekday(now, weekday, is_next=bool(found["next"]))
    word = found["word"].lower()
    if word == "this" and not E_PART.search(sentence):
        return None
    return now + timedelta(days=1 if word == "tomorrow" else 0)


def _weekday(now: datetime, weekday: int, *, is_next: bool) -> datetime:
    """周五 is the next one to come; 下周五 that of the week after this one."""
    away = weekday - now.weekday()
    return now + timedelta(days=away + 7 if is_next else away % 7)


def _date(now: datetime, month: int | None, day: int) -> datetime | None:
    try:
        found = now.replace(month=month or now.month, day=day)
        if found.date() >= now.date():
            return found
        if month is not None:
            return found.replace(year=now.year + 1)
        year, following = (now.year + 1, 1) if now.month == 12 else (now.year, now.month + 1)
        return found.replace(year=year, month=following)
    except ValueError:
        return None


def _part(sentence: str) -> str | None:
    found = DAY.search(sentence)
    if found and found["short"]:
        return PARTS[found["short"]]
    named = PART.search(sentence) or re.search(
        r"[今明后]天(早上|早晨|上午|中午|下午|傍晚|晚上|夜里)", sentence
    )
    if named:
        return PARTS[named[1]]
    if re.search(r"\btonight\b", sentence, re.I):
        return "evening"
    named = E_PART.search(sentence)
    return named[1].lower().replace("night", "evening") if named else None


def _clock(sentence: str) -> tuple[int, int, str] | None:
    """Hour, minute, and what was said of the half of the day."""
    found = E_HOUR.search(sentence)
    if found:
        hour = int(found["h"]) % 12 + (12 if found["half"].lower().startswith("p") else 0)
        return (hour, int(found["m"] or 0), "24")
    found = HOUR.search(sentence)
    if not found:
        return None
    hour = number_of(found["h"] or found["h2"])
    minute = 30 if found["half"] else 0
    if found["quarter"]:
        minute = 15 if found["quarter"] == "一" else 45
    if found["m"] or found["m2"]:
        minute = number_of(found["m"] or found["m2"])
    return (hour, minute, "") if hour <= 24 and minute < 60 else None


def _at(
    date: datetime, clock: tuple[int, int, str], part: str | None, now: datetime, *, said_day: bool
) -> datetime | None:
    hour, minute, said = clock
    if hour == 24:
        return date.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    due = date.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if said or hour > 12 or hour == 0:
        pass
    elif part == "evening" and (hour == 12 or hour < SMALL_HOURS):
        due = due.replace(hour=hour % 12) + timedelta(days=1)
    elif part in ("afternoon", "evening"):
        due = due.replace(hour=hour % 12 + 12)
    elif part is None:
        works_late = date.date() == now.date() and due <= now
        if works_late or (date.date() != now.date() and hour < 8):
            due += timedelta(hours=12)
    if due <= now and not said_day:
        due += timedelta(days=1)
    return due


def _vague(sentence: str, now: datetime, habits: Habits) -> datetime | None:
    if SOON.search(sentence) or E_SOON.search(sentence):
        return now + timedelta(minutes=habits.soon)
    if LATER.search(sentence) or E_LATER.search(sentence):
        return now + timedelta(minutes=habits.later)
    return None
