"""What is typed about the people of a shop: inviting, joining, roles, handing over."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.forms import MAX_PASSWORD_LENGTH
from helpdesk.accounts.models import Membership, Role, User
from helpdesk.accounts.queries.people import user_named


class InviteForm(forms.Form):
    """Whom to invite, and as what; an owner is not made by a link."""

    name = forms.CharField(
        label=_("名字"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.TypedChoiceField(
        label=_("角色"),
        coerce=Role,
        choices=[(role.value, role.label) for role in (Role.AGENT, Role.SUPERVISOR)],
        initial=Role.AGENT,
    )
    alias = forms.CharField(
        label=_("买家看到的名字"),
        required=False,
        max_length=60,
        help_text=_("不填就用名字"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class JoinForm(forms.Form):
    """What a new colleague chooses behind an invitation; ``invited`` is the name on it."""

    username = UsernameField(
        label=_("用户名"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("登录时用，以后不能改"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    alias = forms.CharField(
        label=_("买家看到的名字"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=MAX_PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("至少 8 位，不要全是数字，不要和用户名像"),
    )

    def __init__(self, *args: Any, invited: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self._invited = invited

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if user_named(username) is not None:
            raise forms.ValidationError(_("这个用户名有人用了，换一个，比如加上店名。"))
        return username

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        password = cleaned.get("password")
        person = User(username=cleaned.get("username", ""), display_name=self._invited)
        if password:
            try:
                validate_password(password, person)
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return cleaned


class MemberForm(forms.Form):
    """A member's place: role and public name."""

    role = forms.TypedChoiceField(label=_("角色"), coerce=Role, choices=Role.choices)
    alias = forms.CharField(
        label=_("买家看到的名字"),
        required=False,
        max_length=60,
        help_text=_("不填就用名字"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class HeirField(forms.ModelChoiceField):
    """A colleague, called by name and role."""

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user.shown_name} · {Role(obj.role).label}"


class TransferForm(forms.Form):
    """To whom the shop goes, and the owner's password once more."""

    heir = HeirField(label=_("转给谁"), queryset=None, empty_label=_("选一位同事"))
    password = forms.CharField(
        label=_("您的密码"),
        strip=False,
        max_length=MAX_PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, heirs: QuerySet[Membership], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["heir"].queryset = heirs  # type: ignore[attr-defined]
