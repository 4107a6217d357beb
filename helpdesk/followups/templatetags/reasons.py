"""A follow-up's reason in templates: ``text|reason``, in the reader's language, with sources."""

from django import template
from django.utils.safestring import SafeString

from helpdesk.accounts.templatetags.sources import sourced
from helpdesk.followups.reasons import reason_said

register = template.Library()


@register.filter
def reason(text: str) -> SafeString:
    """What we wrote said anew; laws and pages by their names, which open in a new tab."""
    return sourced(reason_said(text))
