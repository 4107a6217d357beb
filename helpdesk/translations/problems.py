"""What is wrong with the catalogues, one line each."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from helpdesk.translations import scripts
from helpdesk.translations.catalogue import DOMAINS, Domain, as_text, entries, held, wanted

_PLACE = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|%")
_NAMED = re.compile(r"%\((\w+)\)")
# Curly quotes, too: our fonts draw them as wide as a Chinese character.
_CHINESE = re.compile(r"[\u201c\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_CURLY = re.compile(r"[\u201c\u201d]")
# A translation stands unescaped in templates, in attributes too.
_MARKUP = re.compile(r"""["<>]|&\w+;""")


def problems(root: Path) -> list[str]:
    """Empty when the English is complete and everything made from it is up to date."""
    return [line for domain in DOMAINS for line in _in_domain(domain, root)] + list(_stale(root))


def _in_domain(domain: Domain, root: Path) -> Iterator[str]:
    there = held(domain, root)
    for message in entries(there):
        for problem in of_entry(message):
            yield f"{domain.path}: {_shown(message)}: {problem}"
    for obsolete in there.obsolete.values():
        yield f"{domain.path}: {_shown(obsolete)}: obsolete"
    should = wanted(domain, root)
    known, found = _keys(there), _keys(should)
    yield from (f"{domain.path}: {text!r} is new in the sources" for text, _ in found - known)
    yield from (f"{domain.path}: {text!r} is gone from the sources" for text, _ in known - found)
    if _read(root / domain.path) != as_text(domain, should):
        yield f"{domain.path} is out of date. Run: make messages"


def _stale(root: Path) -> Iterator[str]:
    """Scripts that are not what the catalogue gives."""
    for path, text in scripts.generated(wanted(DOMAINS[1], root), root).items():
        if _read(root / path) != text:
            yield f"{path} is out of date. Run: make messages"


def of_entry(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "fuzzy: read it, correct it, take the flag away"
    string = message.string or ""
    texts = [string] if isinstance(string, str) else list(string)
    if not texts or not all(texts):
        yield "not translated"
        return
    source = message.id if isinstance(message.id, str) else message.id[-1]
    if _CURLY.search(source):
        yield "curly quotes: Chinese has corners here"
    for number, text in enumerate(texts):
        # "1 message" need not repeat its number.
        singular = len(texts) > 1 and number == 0
        if not _same_places(source, text, singular):
            yield f"other placeholders than the source: {text!r}"
        if Counter(_MARKUP.findall(source)) != Counter(_MARKUP.findall(text)):
            yield f"other markup or double quotes than the source: {text!r}"
        if _CHINESE.search(text):
            yield f"still has Chinese in it: {text!r}"


def _same_places(source: str, text: str, singular: bool) -> bool:
    needed, names = set(_NAMED.findall(source)), set(_NAMED.findall(text))
    if names != needed and not (singular and names < needed):
        return False
    return _unnamed(source) == _unnamed(text)


def _unnamed(text: str) -> Counter[str]:
    return Counter(place for place in _PLACE.findall(text) if "(" not in place)


def _keys(catalog: Catalog) -> set[tuple[str, str | None]]:
    return {(_text(message), message.context) for message in entries(catalog)}


def _shown(message: Message) -> str:
    return repr(_text(message)) + (f" ({message.context})" if message.context else "")


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None
