"""A disk that is full is told as what it is: the file is well, there is no room for it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from conversations.files.errors import FileNotKept

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(problem: BaseException) -> bool:
    """Whether it says that nothing more can be written."""
    return isinstance(problem, OSError) and problem.errno in FULL


@contextmanager
def room_for(name: str) -> Iterator[None]:
    """FileNotKept where the disk is full."""
    try:
        yield
    except OSError as problem:
        if is_full(problem):
            raise FileNotKept(name=name) from problem
        raise
