"""The embedded Postgres is a real one, and keeps what it was told."""

import os
from pathlib import Path

import psycopg
import pytest

from helpdesk.embedded.account import Account, server_account
from helpdesk.embedded.binaries import postgres_bin
from helpdesk.embedded.errors import EmbeddedError
from helpdesk.embedded.home import persistent_home, temporary_home
from helpdesk.embedded.postgres import PostgresServer, prepare_postgres
from helpdesk.embedded.running import RunningServer
from helpdesk.embedded.servers import ThrowawayServers


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_it_is_version_18_in_utf8(servers: ThrowawayServers) -> None:
    assert str(ask(servers.database_url, "SHOW server_version")).startswith("18.")
    assert ask(servers.database_url, "SHOW server_encoding") == "UTF8"
    assert ask(servers.database_url, "SHOW timezone") == "UTC"


def test_text_search_splits_at_chinese_punctuation(servers: ThrowawayServers) -> None:
    words = ask(servers.database_url, "SELECT to_tsvector('simple', '退款，很好')::text")
    assert words == "'很好':2 '退款':1"


def test_it_listens_on_its_socket_only(servers: ThrowawayServers) -> None:
    assert ask(servers.database_url, "SHOW listen_addresses") == ""
    assert servers.folder.stat().st_mode & 0o077 == 0


def test_it_does_not_run_as_root(servers: ThrowawayServers) -> None:
    assert servers.postgres.pid is not None
    assert Path(f"/proc/{servers.postgres.pid}").stat().st_uid != 0


def test_a_restart_keeps_the_data(servers: ThrowawayServers) -> None:
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    before = servers.postgres.pid
    servers.postgres.restart()
    assert servers.postgres.pid != before
    assert ask(servers.database_url, "SELECT answer FROM kept") == 42


def test_a_kill_is_survived(servers: ThrowawayServers) -> None:
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE survived AS SELECT 7 AS answer")
    servers.postgres.kill()
    assert servers.postgres.pid is None
    servers.postgres.start()
    assert ask(servers.database_url, "SELECT answer FROM survived") == 7


def test_a_pid_file_that_names_a_stranger_is_dropped(servers: ThrowawayServers) -> None:
    servers.postgres.stop()
    pid_file = servers.folder / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{servers.folder}\n")
    servers.postgres.start()
    assert ask(servers.database_url, "SELECT 1") == 1


def test_a_server_left_behind_is_stopped_first(servers: ThrowawayServers) -> None:
    left_behind = servers.postgres
    server = left_behind.server
    successor = RunningServer(server, servers.folder / "successor.log")
    successor.start()
    assert left_behind.pid is None
    assert ask(servers.database_url, "SELECT 1") == 1
    successor.stop()
    left_behind.start()


def test_the_home_is_remembered_and_reached_by_a_short_path(tmp_path: Path) -> None:
    account = server_account()
    link = tmp_path / ("a" * 90) / "postgres"
    home = persistent_home(link, account)
    assert link.is_symlink()
    assert len(os.fsencode(home)) < 90
    assert persistent_home(link, account) == home
    home.rmdir()
    fresh = persistent_home(link, account)
    assert fresh.is_dir()
    fresh.rmdir()


def test_data_of_another_version_is_refused_with_a_sentence() -> None:
    account = server_account()
    home = temporary_home("helpdesk-test-", account)
    (home / "data").mkdir()
    (home / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(EmbeddedError, match="make demo-reset"):
        prepare_postgres(home, account)
    (home / "data" / "PG_VERSION").unlink()
    (home / "data").rmdir()
    home.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another user")
def test_root_gets_programs_the_other_user_can_reach(tmp_path: Path) -> None:
    account = server_account()
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    program = closed / "program"
    program.touch(mode=0o755)
    assert not account.may_reach(program)
    assert account.may_reach(postgres_bin(account) / "postgres")
    ourselves = Account("root", 0, 0, switches=False)
    assert ourselves.may_reach(program)


def test_the_address_is_one_psycopg_and_django_understand() -> None:
    home = Path("/tmp/a b")
    account = Account("me", 1, 1, switches=False)
    server = PostgresServer(home, account, Path("/bin"), durable=True)
    parts = psycopg.conninfo.conninfo_to_dict(server.database_url)
    assert parts == {"user": "helpdesk", "dbname": "helpdesk", "host": "/tmp/a b"}
