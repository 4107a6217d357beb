"""One catalogue file: what it should hold, and how it is written down."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from helpdesk.translations import sources

HEADER = """\
# {title}
# `make messages` keeps the entries; people write the msgstr lines.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@dataclass(frozen=True)
class Domain:
    """A catalogue file and where its strings come from."""

    path: str
    title: str
    strings: Callable[[Path], Iterable[sources.Found]]


DOMAINS = (
    Domain(
        "locale/en/LC_MESSAGES/django.po",
        "English for Python and the templates.",
        sources.python_and_templates,
    ),
    Domain(
        "locale/en/LC_MESSAGES/djangojs.po",
        "English for JavaScript, which reads it from static/js/i18n/.",
        sources.scripts,
    ),
)


def held(domain: Domain, root: Path) -> Catalog:
    """The catalogue as it lies there; empty when there is none."""
    path = root / domain.path
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def wanted(domain: Domain, root: Path) -> Catalog:
    """Exactly the sources' strings, with the translations that are there already."""
    old = held(domain, root)
    new = Catalog(locale="en")
    for found in domain.strings(root):
        new.add(found.text, context=found.context, locations=[(found.path, 0)])
    for message in entries(new):
        before = old.get(message.id, message.context)
        if before is None or before.pluralizable != message.pluralizable:
            continue
        message.string = before.string
        message.user_comments = before.user_comments
        message.flags |= before.flags & {"fuzzy"}
    return new


def entries(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def as_text(domain: Domain, catalog: Catalog) -> str:
    """The file's text: the same catalogue gives the same bytes, on any day."""
    file = BytesIO()
    write_po(file, catalog, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return HEADER.format(title=domain.title) + file.getvalue().decode("utf-8").rstrip("\n") + "\n"
