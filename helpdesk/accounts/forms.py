"""What is typed at the door."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm, SetPasswordMixin, UsernameField
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models import ListOrder, SendKey, Theme, User
from helpdesk.accounts.models.attention import LOUDEST

MAX_PASSWORD_LENGTH = 1000


class SignInForm(forms.Form):
    """Name and password; whether they are right is the action's business."""

    username = UsernameField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=MAX_PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(SetPasswordForm):
    """A new password, twice, checked by the validators of the settings. Saves nothing."""

    new_password1, new_password2 = SetPasswordMixin.create_password_fields(
        label1=_("新密码"), label2=_("再输一次新密码")
    )

    new_password1.help_text = _("至少 8 位，不要全是数字，也别用大家都用的密码。")
    new_password2.help_text = ""

    def save(self, commit: bool = True) -> User:
        raise NotImplementedError("A password is set by an action.")  # pragma: no cover


class ChangePasswordForm(NewPasswordForm):
    """The same, after the old one."""

    old_password = forms.CharField(
        label=_("现在的密码"),
        strip=False,
        max_length=MAX_PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    field_order = ("old_password", "new_password1", "new_password2")


class ForgotForm(forms.Form):
    """Where to send a link, if somebody has that address."""

    email = forms.EmailField(
        label=_("邮箱"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PreferencesForm(forms.Form):
    """Any of the choices; those left out stay as they are."""

    send_key = forms.ChoiceField(required=False, choices=SendKey.choices)
    theme = forms.ChoiceField(required=False, choices=Theme.choices)
    list_order = forms.ChoiceField(required=False, choices=ListOrder.choices)


class AttentionForm(forms.Form):
    """How to be called; a box that is not ticked is sent as nothing at all."""

    volume = forms.IntegerField(min_value=0, max_value=LOUDEST)
    sound_new = forms.BooleanField(required=False)
    sound_message = forms.BooleanField(required=False)
    sound_late = forms.BooleanField(required=False)
    notify = forms.BooleanField(required=False)
    notify_new = forms.BooleanField(required=False)
    notify_message = forms.BooleanField(required=False)
    notify_late = forms.BooleanField(required=False)
    notify_words = forms.BooleanField(required=False)
    title_count = forms.BooleanField(required=False)
    icon_mark = forms.BooleanField(required=False)
