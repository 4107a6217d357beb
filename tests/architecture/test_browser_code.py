"""Scripts and templates keep to what the content security policy and the build allow."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.urls import get_resolver

from tests.architecture.source import ROOT, code_of_script, files, place, text_of
from tests.strangers.routes import ARGUMENT, every_route

COMMENT = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*(?:\{[%{][^<>]*)*>", re.DOTALL)
HANDLER = re.compile(r"""\s(on[a-z]+)\s*=\s*["'{]""")
URL_TAG = re.compile(r"""\{%\s*url\s+(?P<name>\S+)(?P<rest>[^%]*)%\}""")
STATIC_TAG = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
INCLUDE_TAG = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
LATER = re.compile(r"""import\(/\* later \*/ "(\.[^"]+)"\)""")
IMPORT = re.compile(r"""(?:import|export)\s[^;]*?\bfrom\s*["']([^"']+)["']|import\s*["']([^"']+)""")
ELSEWHERE = re.compile(r"""(?:src|href)=["'](?:https?:)?//""")

TEMPLATES = files(".html", "templates")
SCRIPTS = files(".js", "static/js")


@cache
def markup_of(path: Path) -> str:
    return COMMENT.sub("", text_of(path))


def wrong_in(paths: list[Path], look: Callable[[Path], Iterable[str]]) -> list[str]:
    """What is found, with its file: one test for all files costs a hundredth of one for each."""
    assert paths, "there is nothing to look through"
    return [f"{place(path)}: {found}" for path in paths for found in look(path)]


def test_a_template_has_no_script_or_style_of_its_own() -> None:
    def own(path: Path) -> Iterator[str]:
        markup = markup_of(path)
        scripts = re.findall(r"<script\b([^>]*)>", markup)
        yield from (f"<script{tag}>" for tag in scripts if "src=" not in tag)
        yield from (banned for banned in ("<style", "javascript:") if banned in markup)

    assert wrong_in(TEMPLATES, own) == []


def test_a_template_handles_no_event_in_an_attribute() -> None:
    def handlers(path: Path) -> Iterator[str]:
        for tag in TAG.findall(markup_of(path)):
            yield from HANDLER.findall(tag)

    assert wrong_in(TEMPLATES, handlers) == []


def test_every_address_in_a_template_exists() -> None:
    routes = {route.name: route for route in every_route()}

    def unknown(path: Path) -> Iterator[str]:
        for found in URL_TAG.finditer(markup_of(path)):
            name = found["name"]
            if name[0] not in "\"'":
                continue  # a variable
            name = name.strip("\"'")
            given = [word for word in found["rest"].split(" as ")[0].split() if word]
            if name not in routes or len(given) != len(ARGUMENT.findall(routes[name].written)):
                yield found[0]

    assert wrong_in(TEMPLATES, unknown) == []


def test_every_file_that_a_template_names_exists() -> None:
    def missing(path: Path) -> Iterator[str]:
        markup = markup_of(path)
        yield from (name for name in STATIC_TAG.findall(markup) if finders.find(name) is None)
        for name in INCLUDE_TAG.findall(markup):
            if not (ROOT / "templates" / name).exists():
                yield name

    assert wrong_in(TEMPLATES, missing) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert wrong_in(TEMPLATES, lambda path: ELSEWHERE.findall(markup_of(path))) == []


def test_a_script_imports_at_its_top_only() -> None:
    """Or says that it does so later, which the hashed names of static files must see."""

    def wrong(path: Path) -> Iterator[str]:
        code, written = code_of_script(path), path.read_text(encoding="utf-8")
        later = LATER.findall(written)
        if len(re.findall(r"\bimport\s*\(", code)) != len(later):
            yield "imports later without saying so"
        targets = [found[1] or found[2] for found in IMPORT.finditer(code)]
        yield from (target for target in targets if not target.startswith("."))
        yield from (each for each in later + targets if not (path.parent / each).exists())

    assert wrong_in(SCRIPTS, wrong) == []


def test_a_script_makes_no_code_or_markup_out_of_words() -> None:
    banned = (
        r"\beval\s*\(",
        r"new\s+Function\b",
        r"\bdocument\.write\b",
        r"\.innerHTML\s*\+?=",
    )

    def made(path: Path) -> Iterator[str]:
        code = code_of_script(path)
        yield from (pattern for pattern in banned if re.search(pattern, code))

    assert wrong_in(SCRIPTS, made) == []


def test_the_resolver_walk_sees_every_name() -> None:
    names = {key for key in get_resolver("helpdesk.urls").reverse_dict if isinstance(key, str)}
    assert names == {route.name for route in every_route()}
