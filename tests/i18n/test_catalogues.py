"""The English is complete, and everything made from it is up to date."""

import json
import re
from pathlib import Path

from babel.messages.catalog import Message
from django.utils.translation import activate, deactivate, ngettext, pgettext

from helpdesk.translations import scripts
from helpdesk.translations.catalogue import DOMAINS, as_text, entries, held, wanted
from helpdesk.translations.problems import of_entry, problems
from helpdesk.translations.sources import ROOT, Found, python_and_templates
from helpdesk.translations.sources import scripts as script_strings


def test_english_is_complete() -> None:
    assert problems(ROOT) == []


def small_project(root: Path) -> Path:
    """A project with one string of every kind."""
    for folder in ("shop", "tests", "templates", "static/js/chat", "static/js/desk"):
        (root / folder).mkdir(parents=True)
    (root / "shop/__init__.py").write_text(
        'from x import gettext_lazy as _\nA = _("甲" "乙")\nB = pgettext_lazy("钟", "丙")\n'
        'C = ngettext("%(n)s 丁", "%(n)s 丁", n)\nD = npgettext_lazy("语", "戊", "己", n)\n',
        encoding="utf-8",
    )
    (root / "tests/__init__.py").write_text('gettext("不收")', encoding="utf-8")
    (root / "templates/page.html").write_text(
        '{% translate "子" %}\n  {% trans "丑" context "钟" as word %}\n'
        " {# 注 #}{% blocktranslate trimmed with a=b asvar c %}\n  寅 {{ a }}\n  100%\n"
        "{% endblocktranslate %}\n    {% comment %}{% translate '不收' %}{% endcomment %}\n"
        '{% blocktranslate count n=x context "语" %}卯{% plural %}'
        "{{ n }} 卯{% endblocktranslate %}\n"
        '{{ _("辰") }}<p title="{{ a|default:_("巳") }}">',
        encoding="utf-8",
    )
    (root / "static/js/chat/main.js").write_text(
        'import { b } from "../shared.js";\nconst a = `${gettext("午")} · ${x < y}`;\n'
        'this.#say(pgettext("钟", "未"), ngettext("%(n)s 申", "%(n)s 申", n));\n',
        encoding="utf-8",
    )
    (root / "static/js/shared.js").write_text('gettext("酉")', encoding="utf-8")
    (root / "static/js/desk/main.js").write_text('npgettext("语", "戌", "亥", n)', encoding="utf-8")
    (root / "static/js/old.gen.js").write_text('gettext("不收")', encoding="utf-8")
    return root


def test_every_kind_of_string_is_found(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    expected = {
        ("甲乙", None),
        ("丙", "钟"),
        (("%(n)s 丁", "%(n)s 丁"), None),
        (("戊", "己"), "语"),
        ("子", None),
        ("丑", "钟"),
        ("寅 %(a)s 100%%", None),
        (("卯", "%(n)s 卯"), "语"),
        ("辰", None),
        ("巳", None),
    }
    assert keys(python_and_templates(root)) == expected
    assert keys(script_strings(root)) == {
        ("午", None),
        ("未", "钟"),
        (("%(n)s 申", "%(n)s 申"), None),
        ("酉", None),
        (("戌", "亥"), "语"),
    }


def keys(strings: object) -> set[tuple[str | tuple[str, str], str | None]]:
    assert hasattr(strings, "__iter__")
    found = [one for one in strings if isinstance(one, Found)]
    return {(one.text, one.context) for one in found}


def test_a_new_and_a_gone_string_are_told(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    for domain in DOMAINS:
        path = root / domain.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_text(domain, wanted(domain, root)), encoding="utf-8")
    (root / "static/js/shared.js").write_text('gettext("新")', encoding="utf-8")
    told = "\n".join(problems(root))
    assert "'新' is new in the sources" in told
    assert "'酉' is gone from the sources" in told
    assert "djangojs.po is out of date" in told
    assert "/django.po is out of date" not in told
    assert "en.gen.js is out of date" in told
    assert "'子': not translated" in told


def test_translations_survive_collecting() -> None:
    """A second collecting changes nothing: the same words, the same bytes."""
    for domain in DOMAINS:
        assert as_text(domain, wanted(domain, ROOT)) == as_text(domain, held(domain, ROOT))


def test_wrong_entries_are_told() -> None:
    def told(source: str | tuple[str, str], target: str | tuple[str, str]) -> str:
        return " ".join(of_entry(Message(source, target)))

    assert told("%(n)s 条", "%(n)s of them") == ""
    assert told(("%(n)s 条", "%(n)s 条"), ("one", "%(n)s of them")) == ""
    assert told("第 %s 条，共 %s 条", "%s of %s") == ""
    assert "placeholders" in told("%(n)s 条", "%(m)s of them")
    assert "placeholders" in told("%(n)s 条", "some")
    assert "placeholders" in told("第 %s 条，共 %s 条", "no. %s")
    assert "placeholders" in told("占 5%%", "5% of it")
    assert "placeholders" in told(("%(n)s 条", "%(n)s 条"), ("one", "many"))
    assert "not translated" in told("店", "")
    assert "not translated" in told(("店", "店"), ("shop", ""))
    assert "Chinese" in told("店", "shop，")
    assert "still has Chinese" in told("「店」", "“shop”")
    assert "curly quotes" in told("“店”", "'shop'")
    assert "markup" in told("店", '"shop"')
    assert "markup" in told("<b>店</b>", "shop")
    assert "fuzzy" in " ".join(of_entry(Message("店", "shop", flags={"fuzzy"})))


def test_django_speaks_english() -> None:
    """The compiled catalogue answers, plurals and contexts too."""
    activate("en")
    try:
        assert pgettext("role", "店长") == "Owner"
        assert ngettext("%(total)s 人在用", "%(total)s 人在用", 1) == "%(total)s active member"
        assert ngettext("%(total)s 人在用", "%(total)s 人在用", 2) == "%(total)s active members"
    finally:
        deactivate()


def catalogue_in(path: str) -> dict[str, str | list[str]]:
    text = (ROOT / path).read_text(encoding="utf-8")
    body = re.search(r"^window\.helpdeskCatalogue = (\{.*\});$", text, re.DOTALL | re.MULTILINE)
    assert body is not None
    found: dict[str, str | list[str]] = json.loads(re.sub(r",\n\}$", "\n}", body[1]))
    return found


def test_browsers_get_plurals_and_contexts() -> None:
    words = catalogue_in(scripts.EVERYTHING)
    assert words["%(count)s 条新消息"] == ["%(count)s new message", "%(count)s new messages"]
    assert words["platform\u0004淘宝"] == "Taobao"
    assert len(words) == len(list(entries(held(DOMAINS[1], ROOT))))


def test_the_buyers_page_gets_its_own_words_and_no_others() -> None:
    words, everything = catalogue_in(scripts.BUYERS_PAGE), catalogue_in(scripts.EVERYTHING)
    assert words.items() <= everything.items()
    modules = scripts.modules_from(scripts.BUYERS_START, ROOT)
    assert {"static/js/chat/main.js", "static/js/i18n.js"} <= modules
    assert not [name for name in modules if name.startswith("static/js/desk/")]
    spoken = [one for one in script_strings(ROOT) if one.path in modules]
    asked = {one.text if isinstance(one.text, str) else one.text[0] for one in spoken}
    assert {key.split(scripts.CONTEXT_MARK)[-1] for key in words} == asked
