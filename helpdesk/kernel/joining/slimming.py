"""Leaves out what only people read: comments that fill lines, indents, empty lines.

Nothing within a line is touched, so nothing has to be understood but where a line stands in a
comment. A script with a template literal over several lines stays as it is.
"""

import re

STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def slim_script(text: str) -> str:
    """The same program; a fault of it still names a line that can be read."""
    lines = []
    within = False
    for line in text.splitlines():
        rest = line.strip()
        if within:
            _, end, rest = rest.partition("*/")
            if not end:
                continue
            within, rest = False, rest.strip()
        while rest.startswith("/*") and not within:
            _, end, after = rest[2:].partition("*/")
            within, rest = not end, after.strip()
        if within or not rest or rest.startswith("//"):
            continue
        if rest.count("`") % 2:
            return text
        lines.append(rest)
    return "\n".join(lines) + "\n"


def slim_styles(text: str) -> str:
    """The same rules."""
    lines = (line.strip() for line in STYLE_COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line) + "\n"
