"""The folder Postgres keeps its data and its socket in."""

import os
import tempfile
from pathlib import Path

from .account import Account
from .errors import EmbeddedError

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107  # bytes, of sockaddr_un.sun_path


def persistent_home(link: Path, account: Account) -> Path:
    """The folder that `link` stands for, made when missing, owned by `account`, mode 0700.

    `link` itself is that folder when `account` is us and the socket path is short enough;
    otherwise a folder of the system temporary directory that `link` points to.
    Raises EmbeddedError when it belongs to somebody else.
    """
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_symlink() and not link.exists():
        link.unlink()  # the temporary directory was emptied, by a restart of the machine perhaps
    if not link.exists():
        if account.switches or not _socket_fits(link.absolute()):
            link.symlink_to(temporary_home("helpdesk-demo-", account))
        else:
            link.mkdir(mode=0o700)
    home = link.resolve()
    if home.stat().st_uid != account.uid:
        raise EmbeddedError(
            f"{link} was made by another user than the one running now. "
            "Run the command as that user, or remove the old demo with `make demo-reset`."
        )
    home.chmod(0o700)
    return home


def temporary_home(prefix: str, account: Account) -> Path:
    """A fresh folder of the system temporary directory for `account` alone."""
    for parent in (tempfile.gettempdir(), "/tmp"):
        home = Path(tempfile.mkdtemp(prefix=prefix, dir=parent)).resolve()
        if _socket_fits(home):
            account.own(home)
            return home
        home.rmdir()
    raise EmbeddedError(
        f"The temporary directory {tempfile.gettempdir()} has too long a path for a Postgres "
        "socket. Set TMPDIR to a shorter one."
    )


def _socket_fits(home: Path) -> bool:
    return len(os.fsencode(home / SOCKET_NAME)) <= SOCKET_PATH_LIMIT
