"""A follow-up's title in templates: ``row|titled``, in the reader's language."""

from typing import Any

from django import template

from helpdesk.followups.titles import title_said

register = template.Library()


@register.filter
def titled(row: Any) -> str:
    """Of a follow-up, a link of a chain, or a duty: what has a kind and a title."""
    return title_said(row.kind, row.title)
