"""A title in pinyin, made once when it is saved: 催件 is "cui jian" and "cj".

The dictionary is loaded when the first title is: it is a third of a second and fifty megabytes of
each process that serves, works or runs a command, and few of them ever spell anything.
"""

from scripts_library.models.version import ScriptVersion

_PINYIN = ScriptVersion._meta.get_field("pinyin").max_length or 0
_INITIALS = ScriptVersion._meta.get_field("initials").max_length or 0


def spelled(title: str) -> tuple[str, str]:
    """Syllables with a space between, and their first letters; Latin words stay as they are."""
    from pypinyin import lazy_pinyin

    syllables = [
        word
        for piece in lazy_pinyin(title.lower())
        for word in "".join(mark if mark.isalnum() else " " for mark in piece).split()
    ]
    return " ".join(syllables)[:_PINYIN], "".join(word[0] for word in syllables)[:_INITIALS]
