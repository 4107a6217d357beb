"""Scripts and templates keep to what the content security policy and the build allow."""

import re
from pathlib import Path

import pytest
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

TEMPLATES = files(".html", "templates")
SCRIPTS = files(".js", "static/js")
by_template = pytest.mark.parametrize("path", TEMPLATES, ids=place)


def markup_of(path: Path) -> str:
    return COMMENT.sub("", text_of(path))


@by_template
def test_a_template_has_no_script_or_style_of_its_own(path: Path) -> None:
    markup = markup_of(path)
    scripts = re.findall(r"<script\b([^>]*)>", markup)
    assert [tag for tag in scripts if "src=" not in tag] == []
    assert "<style" not in markup
    assert "javascript:" not in markup


@by_template
def test_a_template_handles_no_event_in_an_attribute(path: Path) -> None:
    assert [name for tag in TAG.findall(markup_of(path)) for name in HANDLER.findall(tag)] == []


@by_template
def test_every_address_in_a_template_exists(path: Path) -> None:
    routes = {route.name: route for route in every_route()}
    for found in URL_TAG.finditer(markup_of(path)):
        name = found["name"]
        if name[0] not in "\"'":
            continue  # a variable
        name = name.strip("\"'")
        assert name in routes, f"{{% url '{name}' %}} in {place(path)}"
        given = [word for word in found["rest"].split(" as ")[0].split() if word]
        assert len(given) == len(ARGUMENT.findall(routes[name].written)), found[0]


@by_template
def test_every_file_that_a_template_names_exists(path: Path) -> None:
    markup = markup_of(path)
    missing = [name for name in STATIC_TAG.findall(markup) if finders.find(name) is None]
    missing += [
        name for name in INCLUDE_TAG.findall(markup) if not (ROOT / "templates" / name).exists()
    ]
    assert missing == []


@by_template
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", markup_of(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=place)
def test_a_script_imports_at_its_top_only(path: Path) -> None:
    """Or says that it does so later, which the hashed names of static files must see."""
    code, written = code_of_script(path), path.read_text(encoding="utf-8")
    later = LATER.findall(written)
    assert len(re.findall(r"\bimport\s*\(", code)) == len(later)
    for target in later:
        assert (path.parent / target).exists(), f"{place(path)} imports {target}"
    for found in IMPORT.finditer(code):
        target = found[1] or found[2]
        assert target.startswith("."), f"{place(path)} imports {target}"
        assert (path.parent / target).exists(), f"{place(path)} imports {target}"


@pytest.mark.parametrize("path", SCRIPTS, ids=place)
def test_a_script_makes_no_code_or_markup_out_of_words(path: Path) -> None:
    code = code_of_script(path)
    for banned in (
        r"\beval\s*\(",
        r"new\s+Function\b",
        r"\bdocument\.write\b",
        r"\.innerHTML\s*\+?=",
    ):
        assert not re.search(banned, code), f"{place(path)}: {banned}"


def test_the_resolver_walk_sees_every_name() -> None:
    names = {key for key in get_resolver("helpdesk.urls").reverse_dict if isinstance(key, str)}
    assert names == {route.name for route in every_route()}
