"""What a person writes into the form of a guard rule: checked once, for every door."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from scripts_library import errors
from scripts_library.drafts import NOT_STORABLE
from scripts_library.guard.classes import CLASSES, Rule
from scripts_library.guard.own import Book, ShopGuard, folded_word, own_rule, words_pattern
from scripts_library.guard.own_patterns import PatternRefused, checked_pattern
from scripts_library.guard_refusals import pattern_problem
from scripts_library.models import GuardKind, GuardSource, RuleLevel

MOST_WORDS, WORD_LENGTH = 200, 40
WHY_LENGTH, REWRITE_LENGTH, SOURCE_LENGTH = 200, 300, 120

LABELS = {
    "kind": pgettext_lazy("guard rule field", "哪一种"),
    "about": pgettext_lazy("guard rule field", "类别"),
    "level": pgettext_lazy("guard rule field", "级别"),
    "words": pgettext_lazy("guard rule field", "词和短句"),
    "exceptions": pgettext_lazy("guard rule field", "例外"),
    "close": pgettext_lazy("guard rule field", "拆开也算"),
    "pattern": pgettext_lazy("guard rule field", "句式"),
    "why": pgettext_lazy("guard rule field", "为什么"),
    "rewrite": pgettext_lazy("guard rule field", "换成"),
    "whole": pgettext_lazy("guard rule field", "换整句"),
    "source": pgettext_lazy("guard rule field", "来源"),
    "source_text": pgettext_lazy("guard rule field", "出处"),
    "law": pgettext_lazy("guard rule field", "连法律管的也动"),
    "until": pgettext_lazy("guard rule field", "有效到"),
    "is_on": pgettext_lazy("guard rule field", "在用"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it is written down; ``until`` is a day (2026-06-30) or blank."""

    kind: str
    about: str = ""
    level: str = RuleLevel.WARN
    words: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    close: bool = False
    pattern: str = ""
    why: str = ""
    rewrite: str = ""
    whole: bool = False
    source: str = GuardSource.OWN
    source_text: str = ""
    law: bool = False
    until: str = ""
    is_on: bool = True

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def called(self) -> str:
        """By what a list, the record and a refusal call it."""
        if self.kind == GuardKind.LEVEL:
            return CLASSES[self.about][0]
        first = self.pattern or (self.words[0] if self.words else "")
        return first[:WORD_LENGTH]

    @property
    def last_day(self) -> date | None:
        return date.fromisoformat(self.until) if self.until else None


FIELDS = tuple(one.name for one in fields(Draft))


def draft_of(content: Mapping[str, Any]) -> Draft:
    """A stored version; what an older one does not know has its preset."""
    held = {name: content[name] for name in FIELDS if name in content}
    for name in ("words", "exceptions"):
        held[name] = tuple(held.get(name, ()))
    return Draft(**held)


def wrong(field_: str, problem: object) -> errors.FieldWrong:
    """A refusal of one field, by its name on the page."""
    return errors.FieldWrong(field=field_, label=LABELS[field_], problem=problem)


def checked_draft(draft: Draft) -> Draft:
    """The rule as it will be stored, or FieldWrong with the field that is not well."""
    _choice("kind", draft.kind, GuardKind.values)
    _choice("source", draft.source, GuardSource.values)
    draft = replace(
        draft,
        words=_phrases("words", draft.words),
        exceptions=_phrases("exceptions", draft.exceptions),
        pattern=_line("pattern", draft.pattern, 300),
        why=_line("why", draft.why, WHY_LENGTH),
        rewrite=_line("rewrite", draft.rewrite, REWRITE_LENGTH),
        source_text=_line("source_text", draft.source_text, SOURCE_LENGTH),
        until=_day(draft.until),
    )
    if not draft.why:
        said = {
            GuardKind.ALLOW: _("写一句为什么放行，别的同事看得懂"),
            GuardKind.LEVEL: _("写一句为什么改，会进操作记录"),
        }
        raise wrong("why", said.get(GuardKind(draft.kind), _("写一句为什么，客服碰上时看的就是它")))
    if draft.kind == GuardKind.ALLOW:
        return _checked_allow(draft)
    if draft.about not in CLASSES:
        raise wrong("about", _("选一类"))
    if draft.kind == GuardKind.LEVEL:
        _choice("level", draft.level, RuleLevel.values)
        return Draft(
            kind=draft.kind,
            about=draft.about,
            level=draft.level,
            law=draft.law,
            why=draft.why,
            source=draft.source,
            source_text=draft.source_text,
            until=draft.until,
            is_on=draft.is_on,
        )
    _choice("level", draft.level, [one for one in RuleLevel.values if one != RuleLevel.OK])
    return _checked_rule(replace(draft, law=False))


def _checked_allow(draft: Draft) -> Draft:
    if not draft.words:
        raise wrong("words", _("写上要放行的词，一行一个"))
    if any(len(folded_word(one)) < 2 for one in draft.words):
        raise wrong("words", _("放行的词至少两个字：一个字会放过太多句子"))
    return Draft(
        kind=draft.kind, level=RuleLevel.OK, words=draft.words, why=draft.why, source=draft.source,
        source_text=draft.source_text, until=draft.until, is_on=draft.is_on,
    )  # fmt: skip


def _checked_rule(draft: Draft) -> Draft:
    if draft.kind == GuardKind.PATTERN:
        if not draft.pattern:
            raise wrong("pattern", _("还没写"))
        draft = replace(draft, words=(), close=False)
        try:
            checked_pattern(draft.pattern)
        except PatternRefused as refused:
            raise wrong("pattern", pattern_problem(refused)) from None
    else:
        if not draft.words:
            raise wrong("words", _("还没写；一行一个"))
        draft = replace(draft, pattern="")
    if draft.rewrite:
        left = ShopGuard(Book((rule_of(draft, "draft"),))).check(draft.rewrite).hits
        if left:
            said = _("换成的话自己也过不了：「%(text)s」%(why)s")
            raise wrong("rewrite", said % {"text": left[0].text, "why": left[0].why})
    return draft


def rule_of(draft: Draft, name: str) -> Rule:
    """A checked rule of words or of a pattern, as the engine reads it."""
    is_pattern = draft.kind == GuardKind.PATTERN
    return own_rule(
        name=name,
        about=draft.about,
        level=draft.level,
        pattern=checked_pattern(draft.pattern)
        if is_pattern
        else words_pattern(draft.words, close=draft.close),
        close=draft.close,
        exceptions=draft.exceptions,
        why=draft.why if not draft.source_text else f"{draft.why} · {draft.source_text}",
        rewrite=draft.rewrite,
        whole=draft.whole,
    )


def _phrases(name: str, given: Sequence[str]) -> tuple[str, ...]:
    kept = list(dict.fromkeys(one for raw in given if (one := " ".join(raw.split()))))
    if len(kept) > MOST_WORDS:
        raise wrong(
            name, _("%(many)s 个，一条最多 %(most)s 个") % {"many": len(kept), "most": MOST_WORDS}
        )
    for one in kept:
        _line(name, one, WORD_LENGTH)
        if not folded_word(one) or not folded_word(one, close=True):
            raise wrong(name, _("「%(word)s」里没有能认的字") % {"word": one[:20]})
    return tuple(kept)


def _line(name: str, given: str, most: int) -> str:
    text = " ".join(given.split())
    if "\x00" in text or any("\ud800" <= mark <= "\udfff" for mark in text):
        raise wrong(name, NOT_STORABLE)
    if len(text) > most:
        raise wrong(
            name, _("%(length)s 字，最多 %(most)s 字") % {"length": len(text), "most": most}
        )
    return text


def _day(text: str) -> str:
    text = text.strip().replace("/", "-").removesuffix(" 00:00:00")
    if not text:
        return ""
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day).isoformat()
    except ValueError:
        said = _("「%(text)s」不是日期，写成 2026-06-13") % {"text": text[:20]}
        raise wrong("until", said) from None


def _choice(name: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise wrong(name, _("选一个"))
