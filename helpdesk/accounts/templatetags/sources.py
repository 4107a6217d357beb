"""Sources in templates: ``text|sourced`` with links, ``text|source_named`` inside a link."""

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from helpdesk.accounts import sources

register = template.Library()


@register.filter
def sourced(text: str | Promise) -> SafeString:
    """In the reader's language, each law and page by its name, which opens it in a new tab."""
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html(
                    '<a class="source" href="{}" target="_blank" rel="noopener noreferrer">{}</a>',
                    piece.address,
                    piece.words,
                )
                if piece.address
                else piece.words,
            )
            for piece in sources.pieces_of(text)
        ),
    )


@register.filter
def source_named(text: str | Promise) -> str:
    """The same without links, for a line that is one itself."""
    return sources.source_named(text)
