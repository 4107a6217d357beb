"""What is typed when a shop is opened: its address, and the account of its first owner."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import Role
from helpdesk.accounts.models.shop import Shop
from helpdesk.accounts.people_forms import JoinForm
from helpdesk.accounts.queries.shops import address_is_taken
from helpdesk.accounts.settings_forms import ShopForm

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHORTEST, LONGEST = 2, 50
MOST_INVITED = 10


def address_problem(typed: str) -> str:
    """Why an address cannot be had, in a sentence; empty when it can."""
    if not SHORTEST <= len(typed) <= LONGEST:
        return gettext("地址要 %(least)s 到 %(most)s 个字符。") % {
            "least": SHORTEST,
            "most": LONGEST,
        }
    if not ADDRESS.fullmatch(typed):
        return gettext("只用小写字母、数字和中间的短横，比如 xiaoman-01。")
    if address_is_taken(typed):
        return gettext("这个地址有店在用了，换一个，比如加上城市或年份。")
    return ""


class NewShopForm(ShopForm):
    """A shop that does not exist yet: name, clock, and the address that never changes."""

    slug = forms.CharField(
        label=_("聊天地址"),
        max_length=LONGEST,
        help_text=_("买家用它找到您，给出去了就不变。小写字母、数字、短横"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    field_order = ("name", "slug", "time_zone", "business_day_cut")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, shop=Shop())

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).strip().lower()
        problem = address_problem(slug)
        if problem:
            raise forms.ValidationError(problem)
        return slug


class FirstOwnerForm(JoinForm):
    """The setup code and the account of the one who opens the first shop."""

    code = forms.CharField(
        label=_("开店码"),
        max_length=40,
        help_text=_("在服务器上运行 python manage.py setup_code 就会印出来"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    owner_name = forms.CharField(
        label=_("您的名字"),
        max_length=60,
        help_text=_("同事看到的"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("code", "owner_name", "username", "password")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, invited=str((data or {}).get("owner_name", ""))[:60])
        del self.fields["alias"]
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["code"].widget.attrs["autofocus"] = True


class InviteeForm(forms.Form):
    """One line of several invitations; an empty name is an empty line."""

    name = forms.CharField(
        label=_("名字"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(
        label=_("角色"),
        coerce=Role,
        choices=[(role.value, role.label) for role in (Role.AGENT, Role.SUPERVISOR)],
        initial=Role.AGENT,
    )


InviteesForm = forms.formset_factory(InviteeForm, extra=3, max_num=MOST_INVITED, validate_max=True)
