"""Files stay short, and their names say what is in them."""

from pathlib import Path

import pytest

from tests.architecture.source import FOLDERS, ROOT, files, is_ours, place, text_of

LIMITS = {".py": 300, ".js": 300, ".mjs": 300, ".css": 300, ".html": 150}

EXCEPTIONS: dict[str, int] = {}
"""Files that are longer, with their length. This list may only shrink."""

EXCEPTIONS_ONCE = 0
"""How many there were when the list began; nobody raises this."""

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}


def length_of(path: Path) -> int:
    return len(text_of(path).splitlines())


@pytest.mark.parametrize("suffix", LIMITS)
def test_no_file_is_too_long(suffix: str) -> None:
    found = files(suffix)
    assert found, f"no {suffix} files were found: this test looks in the wrong place"
    lengths = {place(path): length_of(path) for path in found}
    too_long = {
        name: length
        for name, length in lengths.items()
        if length > max(LIMITS[suffix], EXCEPTIONS.get(name, 0))
    }
    assert too_long == {}, "split them by verb"


def test_the_list_of_long_files_only_shrinks() -> None:
    assert len(EXCEPTIONS) <= EXCEPTIONS_ONCE
    still = {
        name: length_of(ROOT / name)
        for name in EXCEPTIONS
        if length_of(ROOT / name) > LIMITS[(ROOT / name).suffix]
    }
    assert still == EXCEPTIONS, "write down the new, smaller length, or take the file off the list"


def test_no_name_says_nothing() -> None:
    every = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    empty = [
        place(path)
        for path in every
        if is_ours(path) and path.name.split(".")[0].strip("_").lower() in BANNED
    ]
    assert empty == [], "name them after what they do"


def test_every_migration_has_a_name() -> None:
    migrations = [
        path for folder in FOLDERS for path in (ROOT / folder).rglob("migrations/[0-9]*.py")
    ]
    assert migrations
    assert [place(path) for path in migrations if "_auto_" in path.stem] == []
    assert [place(path) for path in migrations if "_" not in path.stem] == []


def test_every_module_says_what_it_is_for() -> None:
    """One line at the top, except where the file is empty or its name is the whole story."""
    plain = {"__init__.py", "apps.py", "urls.py", "manage.py"}
    silent = [
        place(path)
        for path in files(".py", "helpdesk", "conversations", "deploy")
        if path.name not in plain
        and not text_of(path).lstrip("#! \n").startswith(('"""', 'r"""'))
        and not _starts_with_comment(path)
    ]
    assert silent == []


def _starts_with_comment(path: Path) -> bool:
    return text_of(path).startswith("#")
