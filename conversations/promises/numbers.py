"""Numbers as people write them: 18, 两, 十五, 二十. Pure."""

DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "ten": 10,
}

NUMBER = r"(?:\d{1,3}|[零〇一二两三四五六七八九十]{1,3})"


def number_of(word: str) -> int:
    """As an integer, up to ninety-nine in Chinese."""
    word = word.strip().lower()
    if word.isdecimal():
        return int(word)
    if word in WORDS:
        return WORDS[word]
    if "十" in word:
        tens, _, ones = word.partition("十")
        return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
    return sum(DIGITS[one] * 10**at for at, one in enumerate(reversed(word)))
