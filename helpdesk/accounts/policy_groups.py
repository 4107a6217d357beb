"""What the rules are about: the first word of a rule's name, as a heading on the settings page."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

_groups: dict[str, str | Promise] = {
    "chat": pgettext_lazy("rule group", "会话"),
    "sign_in": pgettext_lazy("rule group", "登录"),
    "people": pgettext_lazy("rule group", "成员"),
    "api": pgettext_lazy("rule group", "开放接口"),
}
OTHER = pgettext_lazy("rule group", "其他")


def register_group(prefix: str, label: str | Promise) -> None:
    """Give the rules of an upper app their heading, from its ``AppConfig.ready()``."""
    _groups[prefix] = label


def group_of(name: str) -> tuple[str, str | Promise]:
    """The group of a rule by its name: its key and its heading."""
    prefix = name.split(".", 1)[0]
    return (prefix, _groups[prefix]) if prefix in _groups else ("other", OTHER)
