"""The system user the embedded servers run as: ours, or an unprivileged one when we are root."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError

# Existing accounts, best first. `postgres` comes last: it may own a real cluster of the machine.
UNPRIVILEGED_NAMES = ("nobody", "daemon", "postgres")


@dataclass(frozen=True)
class Account:
    """A user the servers run as. `switches` is true when starting as it needs a setuid."""

    name: str
    uid: int
    gid: int
    switches: bool

    def own(self, path: Path) -> None:
        """Give `path` (one file or folder, not its content) to this account."""
        if self.switches:
            os.chown(path, self.uid, self.gid)

    def may_reach(self, path: Path) -> bool:
        """Whether this account can traverse to `path` and read and run it.

        Judged by the "other" permission bits alone when root steps down: never too generous.
        """
        if not self.switches:
            return True
        path = path.resolve()
        folders_open = all(folder.stat().st_mode & 0o001 for folder in path.parents)
        return folders_open and path.stat().st_mode & 0o005 == 0o005


def server_account() -> Account:
    """The account for Postgres and Redis (Postgres refuses to run as root).

    Raises EmbeddedError when we are root and the machine has no unprivileged account.
    """
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), switches=False)
    for name in UNPRIVILEGED_NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid, switches=True)
    raise EmbeddedError(
        "Postgres cannot run as root and this machine has none of the users "
        f"{', '.join(UNPRIVILEGED_NAMES)}. Run the command as an ordinary user instead."
    )
