"""The next code that nobody has. Pure."""


def next_free(stem: str, taken: set[str]) -> str:
    """`CJ` with CJ01 taken is CJ02."""
    number = 1
    while f"{stem}{number:02}" in taken:
        number += 1
    return f"{stem}{number:02}"
