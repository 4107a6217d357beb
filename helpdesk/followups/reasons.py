"""Why something is owed, in the reader's language.

A reason is kept as text, in the language of whoever or whatever wrote it: what was true then. Here
the sentences that the product wrote itself are known again by their form, whichever language they
are kept in, and said anew with the same names and numbers; what a person wrote stays as it is.
Names of sources in it: `accounts/sources.py`.
"""

from functools import cache, lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.policies import PolicyRule, registered_rules, switch_words
from helpdesk.followups.sentence_forms import Form, forms_of
from helpdesk.kernel.text import listed

BY_RULE = _("%(said)s（%(source)s）")
"""A rule's sentence with its number as it was then, and on whose word it stands."""

_known: list[str | Promise] = []


def know_reason(sentence: str | Promise) -> None:
    """Make a sentence known under which something is owed. Called once at start."""
    _known.append(sentence)


def reason_said(text: str) -> str:
    """The reason in the language that is active."""
    return _said(get_language() or settings.LANGUAGE_CODE, text)


@lru_cache(maxsize=2048)
def _said(language: str, text: str) -> str:
    for sentence, form in _sentences():
        if (values := form.read(text)) is not None:
            return str(sentence) % values
    for form in _by_rule():
        values = form.read(text)
        if values is not None and (rule := _rule_said(values["said"])) is not None:
            return str(BY_RULE) % {**values, "said": rule}
    return _rule_said(text) or text


def _rule_said(text: str) -> str | None:
    """A rule's sentence with its values; None where it is none."""
    for rule, form in _rules():
        if (values := form.read(text)) is not None:
            said = {name: _value(rule, form, held) for name, held in values.items()}
            return str(rule.sentence) % said
    return None


def _value(rule: PolicyRule, form: Form, held: str) -> str:
    """One value of a rule: a choice's words, a switch, numbers in a row."""
    with override(form.language):
        words = {str(one): key for key, one in (rule.choices or {}).items()}
        switch = {switch_words(on): on for on in (True, False)}
        between = pgettext("between items of a list", "、")
    if rule.choices is not None:
        return str(rule.worded(words.get(held, held)))
    if isinstance(rule.preset, bool) and held in switch:
        return switch_words(switch[held])
    return listed(held.split(between)) if isinstance(rule.preset, list) else held


@cache
def _sentences() -> list[tuple[str | Promise, Form]]:
    return [(sentence, form) for sentence in _known for form in forms_of(sentence)]


@cache
def _rules() -> list[tuple[PolicyRule, Form]]:
    """Of those whose values are numbers and words; opening hours say themselves."""
    rules = [rule for rule in registered_rules().values() if rule.form is None]
    return [(rule, form) for rule in rules for form in forms_of(rule.sentence)]


@cache
def _by_rule() -> tuple[Form, ...]:
    return forms_of(BY_RULE, may_be_cut=True)
