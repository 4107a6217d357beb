"""Settings come from the environment and fail loudly: a typo stops the start, not the night.

Every reader takes the variable's name and, unless it is required, a default. A secret may also
be given as a file: ``NAME_FILE=/run/secrets/name``.
"""

import os
from pathlib import Path


class EnvironmentProblem(RuntimeError):
    """A variable is missing or cannot be read; the sentence says which and what it should be."""


def text(name: str, default: str | None = None) -> str:
    """The variable's value, or what stands in the file that ``NAME_FILE`` names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise EnvironmentProblem(f"{name}_FILE={path} cannot be read: {problem}") from problem
    value = os.environ.get(name, default)
    if value is None:
        raise EnvironmentProblem(f"{name} is not set; .env.example says what it is for.")
    return value


def flag(name: str, default: bool) -> bool:
    """1, true, yes, on or 0, false, no, off."""
    value = text(name, "1" if default else "0").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise EnvironmentProblem(f"{name}={value!r} is neither yes (1) nor no (0).")


def whole_number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as problem:
        raise EnvironmentProblem(f"{name}={value!r} is not a whole number.") from problem


def names(name: str, default: str = "") -> list[str]:
    """A list separated by commas, blanks around each dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]
