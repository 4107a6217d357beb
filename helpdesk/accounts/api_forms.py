"""What the owner types to let programs in."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.models import Membership, Role
from helpdesk.accounts.queries.api_access import people_to_act_for
from helpdesk.accounts.scopes import SCOPES

DAYS: tuple[tuple[str, str | Promise], ...] = (
    ("30", _("30 天")),
    ("90", _("90 天")),
    ("365", _("一年")),
    ("", pgettext_lazy("token", "一直有效")),
)


class MemberField(forms.ModelChoiceField):
    """A colleague by name and role."""

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user.shown_name} · {Role(obj.role).label}"


class TokenForm(forms.Form):
    """A new token: which program, in whose name, how long, and what it may do."""

    name = forms.CharField(
        label=_("给哪个程序用"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "ERP"}),
    )
    member = MemberField(
        label=_("替谁办事"),
        queryset=None,
        empty_label=None,
        help_text=_("回复买家、插旗、写备注、导入都用他的名义，也不会比他能做的更多"),
    )
    days = forms.TypedChoiceField(
        label=_("有效多久"),
        choices=DAYS,
        required=False,
        coerce=int,
        empty_value=None,
        initial="365",
    )
    scopes = forms.MultipleChoiceField(
        label=_("能做什么"),
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("一项都没有勾，这样的密钥什么也做不了。至少勾一项。")},
    )

    def __init__(self, data: Any = None, *, shop_id: int, actor: Membership) -> None:
        super().__init__(data, initial={"member": actor.pk})
        field = self.fields["member"]
        assert isinstance(field, MemberField)
        field.queryset = people_to_act_for(shop_id)


class SourceForm(forms.Form):
    """A new address to push orders to."""

    source = forms.CharField(
        label=_("哪个程序推过来"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "ERP"}),
    )
