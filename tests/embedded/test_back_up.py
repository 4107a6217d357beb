"""A dump, restored as docs/operations.md says, is the same database: rows, rules and all."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from helpdesk.embedded.binaries import POSTGRES_FOLDER, POSTGRES_PACKAGE, _package_folder
from tests.cast import Cast
from tests.conversations.crowd import crowd

OURS = "'public'::regnamespace"
TABLES = f"SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = {OURS}"
SUM = "SELECT count(*), coalesce(sum(hashtextextended(row::text, 0)::numeric), 0) FROM {} AS row"

RULES = (
    f"""SELECT conrelid::regclass::text, conname, contype::text FROM pg_constraint
        WHERE connamespace = {OURS} ORDER BY 1, 2""",
    f"""SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger
        JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = {OURS} ORDER BY 1, 2""",
    "SELECT tablename, indexname, '' FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    "SELECT sequencename, last_value::text, '' FROM pg_sequences ORDER BY 1",
)


def program(name: str) -> str:
    """Of the wheel: of the same version as the server."""
    package = _package_folder(POSTGRES_PACKAGE)
    found = package / POSTGRES_FOLDER / "bin" / name if package else Path("nowhere")
    if not found.exists():
        pytest.skip(f"no {name} here")
    return str(found)


def address(database: str) -> str:
    known = connection.settings_dict
    given = {
        "dbname": database,
        "host": known["HOST"],
        "port": known["PORT"],
        "user": known["USER"],
        "password": known["PASSWORD"],
    }
    return psycopg.conninfo.make_conninfo(**{name: str(one) for name, one in given.items() if one})


def sums(opened: psycopg.Connection) -> dict[str, tuple[int, int]]:
    """For each table how many rows it has, and a sum over all that stands in them."""
    names = [name for (name,) in opened.execute(TABLES)]
    found = {name: opened.execute(SUM.format(f'"{name}"')).fetchone() for name in names}
    return {name: (one[0], one[1]) for name, one in found.items() if one}


def rules(opened: psycopg.Connection) -> list[tuple[str, ...]]:
    """The names of all that holds the rows to order, and how far the sequences are."""
    return [row for sql in RULES for row in opened.execute(sql).fetchall()]


@pytest.fixture
def empty(real_db: None) -> Iterator[str]:
    """A new database on the same server."""
    name = f"restored_{uuid4().hex[:8]}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield name
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_what_is_restored_is_what_was_dumped(empty: str, real_cast: Cast, tmp_path: Path) -> None:
    crowd(shop_id=real_cast.shop.pk, owner_id=real_cast.mei.pk, count=300, entries=10)
    dump, own = str(tmp_path / "helpdesk.dump"), str(connection.settings_dict["NAME"])
    with psycopg.connect(address(own)) as original:
        original.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        ((snapshot,),) = original.execute("SELECT pg_export_snapshot()").fetchall()
        before, held = sums(original), rules(original)
        argv = [program("pg_dump"), "--format=custom", f"--snapshot={snapshot}", f"--file={dump}"]
        subprocess.run([*argv, f"--dbname={address(own)}"], check=True)
    argv = [program("pg_restore"), "--no-owner", "--exit-on-error", f"--dbname={address(empty)}"]
    subprocess.run([*argv, dump], check=True)
    with psycopg.connect(address(empty)) as restored:
        after, holding = sums(restored), rules(restored)
    assert before["conversations_entry"][0] >= 3000 and before["accounts_shop"][0] >= 2
    assert after == before
    assert len(held) > 300 and holding == held
