"""Whether a buyer is answered in English: by what they wrote, and by nothing else. Pure.

A product's name (iPhone 15 Pro) or a lone "hello" does not make anybody a reader of English, so
it takes three words, one of them such as only an English sentence has, and no Chinese character.
"""

import re
from collections.abc import Iterable

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
LEAST_WORDS = 3
TELLING = re.compile(
    r"\b(?:a|an|and|are|can|could|do|does|for|have|how|i|in|is|it|my|of|on|or|please|the|there"
    r"|this|to|what|when|where|which|will|with|you|your)\b",
    re.IGNORECASE,
)


def reads_english(words: Iterable[str]) -> bool:
    """Whether these messages of one buyer are English."""
    text = "\n".join(words)
    if HAN.search(text):
        return False
    return len(WORD.findall(text)) >= LEAST_WORDS and TELLING.search(text) is not None
