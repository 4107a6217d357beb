"""The search of a large shop, class by class, beside what the database finds with LIKE alone.

LIKE reads every entry of the shop and is the truth: nothing is taken from the search's own table.
"""

import random
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  Django must be set up first

from benchmarks.arithmetic import percentile  # noqa: E402
from benchmarks.sentences import PRODUCTS, WORDS  # noqa: E402
from benchmarks.servers import answer_job, read_job  # noqa: E402
from conversations.actions.search_sql import COLUMNS  # noqa: E402
from conversations.actions.search_sql import WORDS as SEARCHED  # noqa: E402
from conversations.queries.searching import MOST, PAGE_LENGTH, find_entries  # noqa: E402
from conversations.search.asked import Asked, read_terms  # noqa: E402

SEED, LINES = 41, 4000
LIKE = """SELECT at, conversation_id, seq FROM conversations_entry
    WHERE shop_id = %s AND text LIKE %s ORDER BY at DESC, conversation_id DESC, seq DESC"""
FILL = f"""INSERT INTO conversations_searchrow ({COLUMNS})
    SELECT shop_id, conversation_id, seq, session_number, kind, side, at,
        {SEARCHED.format(text="text")} FROM conversations_entry WHERE shop_id = %s"""
INDEXES = """SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename = 'conversations_searchrow' AND indexname NOT LIKE '%%pkey'"""
SOME = """SELECT text FROM conversations_entry WHERE shop_id = %s
    ORDER BY conversation_id DESC, seq LIMIT %s"""

Place = tuple[datetime, int, int]


def fill(shop: int) -> float:
    """As a migration does it: the table first, its indexes afterwards. Seconds."""
    begin = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(FILL, [shop])
        cursor.execute("SET maintenance_work_mem = '256MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE conversations_searchrow")
    return round(time.monotonic() - begin, 1)


def classes(shop: int, each: int) -> Iterator[tuple[str, list[str]]]:
    """What people look for: common words, pieces of sentences, what few ever said."""
    chance = random.Random(SEED)
    with connection.cursor() as cursor:
        cursor.execute(SOME, [shop, LINES])
        lines = [row[0] for row in cursor.fetchall()]
    numbers = [word for line in lines for word in [line[-18:]] if word.isdecimal()]

    def pieces(length: int) -> list[str]:
        cut: list[str] = []
        while len(cut) < each:
            line = chance.choice(lines)
            at = chance.randrange(max(1, len(line) - length))
            cut.append(line[at : at + length])
        return cut

    yield "one character", chance.sample("的好袖顺码老", min(each, 6))
    yield "words of two", chance.sample([one for one in WORDS if len(one) == 2], each)
    yield "words of three and more", chance.sample([one for one in WORDS if len(one) > 2], each)
    yield "any two characters", pieces(2)
    yield "any four characters", pieces(4)
    yield "rare products", chance.sample(PRODUCTS, each)
    yield "order numbers", chance.sample(numbers, min(each, len(numbers)))


def truth(shop: int, sought: str) -> tuple[float, list[Place]]:
    """Every entry in which it stands, newest first, and the seconds that LIKE took."""
    begin = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(LIKE, [shop, f"%{sought}%"])
        found: list[Place] = cursor.fetchall()
    return time.perf_counter() - begin, found


def measure(shop: int, sought: str) -> dict[str, float]:
    """One question: its time, LIKE's, and what share of the truth it finds."""
    asked = Asked(terms=read_terms(sought))
    find_entries(shop_id=shop, asked=asked, length=PAGE_LENGTH)
    begin = time.perf_counter()
    page = find_entries(shop_id=shop, asked=asked, length=PAGE_LENGTH)
    took = time.perf_counter() - begin
    like, wanted = truth(shop, sought)
    if len(wanted) <= MOST:
        page = find_entries(shop_id=shop, asked=asked, length=MOST)
        if page.total != len(wanted):
            raise RuntimeError(f"{sought}: counted {page.total}, there are {len(wanted)}.")
    else:
        wanted = wanted[:PAGE_LENGTH]
    found = [key.place for key in page.keys]
    recall = len(set(found) & set(wanted)) / len(wanted) if wanted else 1.0
    precision = len(set(found) & set(wanted)) / len(found) if found else 1.0
    return {"took": took, "like": like, "recall": recall, "precision": precision}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """p50 of each class in milliseconds, of LIKE too; the lowest recall and precision."""
    shop, answer = job["shop"], {}
    filled = fill(shop)
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    for name, questions in classes(shop, job["each"]):
        found = [measure(shop, sought) for sought in questions]
        answer[name] = {
            "p50": round(percentile([one["took"] for one in found], 0.5) * 1000, 2),
            "longest": round(max(one["took"] for one in found) * 1000, 2),
            "like_p50": round(percentile([one["like"] for one in found], 0.5) * 1000, 2),
            "recall": min(one["recall"] for one in found),
            "precision": min(one["precision"] for one in found),
        }
    return {"classes": answer, "filled_in": filled}


if __name__ == "__main__":
    answer_job(run(read_job()))
