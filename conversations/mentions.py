"""Who is named in a note: @ and a colleague's name, wherever it stands. Pure."""

from collections.abc import Mapping

MARKS = "@＠"


def mentioned_in(text: str, names: Mapping[int, str]) -> set[int]:
    """The members (by number) whose names follow an @; of two names that fit, the longer one.

    Colleagues of one name are all meant: nobody is left out by a namesake.
    """
    found: set[int] = set()
    longest_first = sorted(set(names.values()), key=len, reverse=True)
    for at, sign in enumerate(text):
        if sign not in MARKS:
            continue
        rest = text[at + 1 :]
        name = next((one for one in longest_first if one and rest.startswith(one)), None)
        found |= {member for member, one in names.items() if name is not None and one == name}
    return found
