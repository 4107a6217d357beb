"""Template tags of joined pages: `{% load joined %}`. Where static files are not collected, which
is while the product is worked on, each module and each sheet comes by itself."""

from dataclasses import dataclass

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage

from helpdesk.kernel.joining.pages import JoinedPage

register = template.Library()


@dataclass(frozen=True)
class JoinedAddresses:
    """Where a joined page's files are; without styles where its sheets come by themselves."""

    styles: str | None
    base: str
    main: str


def _page(name: str) -> JoinedPage | None:
    pages: dict[str, JoinedPage] = getattr(staticfiles_storage, "pages", {})
    return pages.get(name)


@register.simple_tag
def joined_page(name: str) -> JoinedAddresses | None:
    """`{% joined_page "chat" as whole %}`; None where modules come one by one."""
    page = _page(name)
    if page is None:
        return None
    url = staticfiles_storage.url
    styles = url(page.sheet) if page.styles else None
    return JoinedAddresses(styles, url(page.base), url(page.main))


@register.simple_tag
def module_of(name: str, module: str) -> str:
    """`{% module_of "chat" "js/chat/rating.js" %}`: the module as this page knows it."""
    page = _page(name)
    return staticfiles_storage.url(page.place_of(module) if page else module)
