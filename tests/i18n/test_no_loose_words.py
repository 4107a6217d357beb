"""Every Chinese word that a reader sees goes through gettext, so that others see English."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.jslexer import tokenize, unquote_string

from helpdesk.translations.sources import (
    ROOT,
    found_in,
    python_files,
    script_files,
    template_files,
)

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

# What a reader of English may see, too: the names of languages, the marks of platforms.
TEMPLATE_ALLOWED = ("中文",)
# The last page that can fail needs no catalogue: it says everything in both languages.
TEMPLATE_SKIPPED = ("templates/500.html",)
SCRIPT_ALLOWED = {
    "static/js/desk/platforms.js": set("淘京拼抖微网"),
    "static/js/desk/shortcut_keys.js": set("【】？，。"),  # keys of a Chinese keyboard
    "static/js/desk/inside/mention_query.js": {"＠"},  # the sign of a Chinese keyboard
    "static/js/desk/inside/mark_names.js": {"＠"},
    "static/js/thread/initial.js": set("小老"),  # what names of people begin with
    # The marks by which the guard parts a text.
    "static/js/guard/engine.js": {"。"},
    "static/js/guard/folding.js": {"\u4e00", "\u9fff", "\u3400", "\u4dbf", "'%。，."},
    "static/js/guard/patterns.js": {"[^。]{0,$1}", "[^。，]{0,$1}"},
    "static/js/guard/rewriting.js": {"，,、。！？!?；;：:~～…. "},
    "static/js/guard/sense.js": {"。，"},
}
PYTHON_ALLOWED = {
    "aftersales/amounts.py": {"元"},  # as somebody types money
    "helpdesk/accounts/models/user.py": {"简体中文"},
    # Marks by which a sentence of before is known again.
    "helpdesk/followups/sentence_forms.py": {"「", "」", "[「\u201c]", "[」\u201d]"},
    # What a buyer and an agent say in the example of an event.
    "conversations/webhooks.py": {"访客 7QXM", "小梅", "在吗"},
    "aftersales/webhooks.py": {"右袖口开线约三厘米"},
    # What couriers are called, as in the tables of couriers that shops bring.
    "helpdesk/commerce/waybills.py": {
        *("顺丰", "圆通", "中通", "申通", "极兔", "京东", "德邦", "邮政", "韵达"),
    },
    "helpdesk/commerce/templatetags/trade_words.py": {"小老"},  # what names of people begin with
    "helpdesk/commerce/webhooks.py": {
        *("改单号 小梅", "小雨天", "张**", "浙江省绍兴市越城区***"),
    },
    # What names of variables are not, and how a blank of a script is written.
    "conversations/queries/replies.py": set("（）"),
    "scripts_library/actions/arranging.py": {"{}?？\n\x00"},
    "scripts_library/drafts.py": {r"[、,，;；\s]+"},
    # Between names in one field; a folder of the shop's own.
    "scripts_library/knowledge/views/typing.py": {r"[、,，;；\n]+"},
    "scripts_library/knowledge/actions/answering.py": {"统一口径"},
    "scripts_library/starter/reading.py": {"、"},
    "scripts_library/wording.py": {"？", "?？"},
    "helpdesk/commerce/errors.py": {"。. "},  # full stops, taken off
    "conversations/mentions.py": {"@＠"},  # the second is a Chinese keyboard's
    # A shop's own words for why nobody bought, until it writes others.
    "conversations/models/ending.py": {
        *("价格", "尺码不合适", "发货时间", "再想想", "去别家看看", "没有想要的款"),
    },
    # What a shop's own scripts are looked through for.
    "aftersales/registers/queries/stock_outs.py": {"缺货"},
    # A shop's own words for its flags, until it writes others.
    "helpdesk/commerce/policy_rules.py": {
        *("退款、改单号", "换货单号", "客服成交", "等买家确认", "重点跟进"),
    },
}

# Commands for the terminal, and data that is itself Chinese.
PYTHON_SKIPPED = (
    "benchmarks/",
    "helpdesk/embedded/",
    "helpdesk/demo_shop/",
    "helpdesk/settings.py",
    # What stands in the order tables of Chinese platforms.
    *(f"helpdesk/commerce/imports/{name}.py" for name in ("cells", "dates", "headings")),
    *(f"helpdesk/commerce/imports/{name}.py" for name in ("presets", "tables", "order_words")),
    *(f"helpdesk/commerce/imports/{kind}_headings.py" for kind in ("order", "goods", "price")),
    # What stands in addresses, in couriers' scans and in buyers' messages; what a memo says.
    *(f"helpdesk/commerce/{name}.py" for name in ("masking", "provinces", "progress", "sizing")),
    "helpdesk/commerce/memo_words.py",
    # What is said in a shop's name until it writes its own; the names of variables.
    *(f"conversations/automatic/{name}.py" for name in ("presets", "wording")),
    # The names of a script's variables and their examples, in both languages.
    *("conversations/script_variables.py", "scripts_library/own_variables.py"),
    *("aftersales/script_variables.py", "aftersales/said_values.py"),
    "aftersales/fitting.py",  # the tags of scripts
    # What stands in tables of scripts.
    *("scripts_library/queries/tables.py", "scripts_library/tables/columns.py"),
    "scripts_library/guard_tables/columns.py",
    *(f"scripts_library/knowledge/tables/{name}.py" for name in ("shapes", "cells")),
    # The words by which an angry buyer is known.
    "conversations/floor/preset_words.py",
    # What agents may not say, and how to say it; reasons stand there in both languages.
    "scripts_library/guard/",
    # How people promise things and name times; duties that become a shop's own.
    *("conversations/promises/", "helpdesk/followups/starter.py"),
    "scripts_library/knowledge/matching.py",  # with what a question is put, in Chinese
    # How people write numbers, also full-width and with an extension.
    "helpdesk/commerce/phone_numbers.py",
    "helpdesk/kernel/number_masks.py",
)

TEMPLATE_QUIET = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*trans(?:late)?\b.*?%\}"
    r"|_\((?:\"[^\"]*\"|'[^']*')\)"
    r"|<!--.*?-->",
    re.DOTALL,
)


def names(paths: list[Path], skipped: tuple[str, ...] = ()) -> list[str]:
    found = (path.relative_to(ROOT).as_posix() for path in paths)
    return [name for name in found if not name.startswith(skipped)]


def spoken_in(name: str, method: str) -> set[str]:
    """All that the catalogue takes from a file."""
    spoken: set[str] = set()
    for one in found_in(ROOT / name, method, ROOT):
        spoken |= {one.context or ""}
        spoken |= {one.text} if isinstance(one.text, str) else set(one.text)
    return spoken


def loud_in(found: list[str], look: Callable[[str], list[str]]) -> list[str]:
    """What is loose, with its file and line: one test for all files, each of them named."""
    assert found, "there is nothing to look through"
    return [loose for name in found for loose in look(name)]


def test_templates() -> None:
    assert loud_in(names(template_files(ROOT), TEMPLATE_SKIPPED), loose_in_template) == []


def test_scripts() -> None:
    assert loud_in(names(script_files(ROOT)), loose_in_script) == []


def test_python() -> None:
    assert loud_in(names(python_files(ROOT), PYTHON_SKIPPED), loose_in_python) == []


def loose_in_template(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    # Blanked, not cut out: line numbers stay right.
    loud = TEMPLATE_QUIET.sub(lambda quiet: "\n" * quiet[0].count("\n"), text)
    for word in TEMPLATE_ALLOWED:
        loud = loud.replace(word, "")
    return [
        f"{name}:{number}: {line.strip()}"
        for number, line in enumerate(loud.split("\n"), 1)
        if CHINESE.search(line)
    ]


def loose_in_script(name: str) -> list[str]:
    quiet = spoken_in(name, "javascript") | SCRIPT_ALLOWED.get(name, set())
    source = (ROOT / name).read_text(encoding="utf-8")
    return [
        f"{name}:{line}: {text}"
        for line, text in script_literals(source)
        if CHINESE.search(text) and text not in quiet
    ]


def script_literals(source: str, line: int = 1) -> Iterator[tuple[int, str]]:
    """Strings, and of template literals the fixed parts and the strings within ``${}``."""
    for token in tokenize(source, jsx=False, lineno=line):
        if token.type == "string":
            yield token.lineno, unquote_string(token.value)
        elif token.type == "template_string":
            yield token.lineno, re.sub(r"\$\{.*?\}", "", token.value[1:-1], flags=re.DOTALL)
            for inner in re.findall(r"\$\{(.*?)\}", token.value, re.DOTALL):
                yield from script_literals(inner, token.lineno)


def loose_in_python(name: str) -> list[str]:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    quiet = spoken_in(name, "python") | PYTHON_ALLOWED.get(name, set())
    internal = docstrings(tree)
    return [
        f"{name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
        and node.value not in quiet
        and id(node) not in internal
    ]


def docstrings(tree: ast.AST) -> set[int]:
    """A string that stands alone says something to programmers only."""
    alone = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    return {id(node) for node in alone if isinstance(node, ast.Constant)}
