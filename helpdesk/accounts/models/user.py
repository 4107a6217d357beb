"""One person who signs in. What they may do stands on their memberships, shop by shop."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import pgettext_lazy

from helpdesk.accounts.session_hash import session_auth_fallback_hashes, session_auth_hash
from helpdesk.kernel import clock


class SendKey(models.TextChoices):
    # Enter sends, Shift+Enter begins a line: what Chinese desks are used to.
    ENTER = "enter", pgettext_lazy("send key", "按 Enter 发送")
    # Enter begins a line, Ctrl+Enter sends: for those who write long answers.
    CTRL_ENTER = "ctrl_enter", pgettext_lazy("send key", "按 Ctrl+Enter 发送")


class Theme(models.TextChoices):
    # As the device says, day or night.
    AUTO = "auto", pgettext_lazy("theme", "跟随系统")
    # Always light.
    LIGHT = "light", pgettext_lazy("theme", "浅色")
    # Always dark.
    DARK = "dark", pgettext_lazy("theme", "深色")


class ListOrder(models.TextChoices):
    # Who has waited longest stands on top, those who were answered below.
    WAIT = "wait", pgettext_lazy("list order", "按等待")
    # Whatever moved last stands on top.
    TIME = "time", pgettext_lazy("list order", "按时间")


class Language(models.TextChoices):
    # The language the product is written in.
    CHINESE = "zh-hans", "简体中文"
    # The complete second catalogue.
    ENGLISH = "en", "English"


class Users(BaseUserManager["User"]):
    """Finds people by name whatever its case; makes the first superuser from the shell."""

    def get_by_natural_key(self, username: str | None) -> "User":
        named = Lower(models.Value(username, output_field=models.TextField()))
        return self.alias(lowered=Lower("username")).get(lowered=named)

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """What Django's ``createsuperuser`` command calls; people of a shop are registered."""
        user = self.model(
            username=self.model.normalize_username(username),
            is_staff=True,
            is_superuser=True,
            **fields,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. Deactivated rather than deleted: what they did keeps their name."""

    # What they type at the door; unique whatever its case.
    username = models.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    # What colleagues see; the username when empty.
    display_name = models.CharField(max_length=60, blank=True)
    # Only used for reset links, and only where SMTP is set; not unique, not needed.
    email = models.EmailField(blank=True)
    # False ends every session and every way in.
    is_active = models.BooleanField(default=True)
    # Belongs to the operator's staff; opens nothing by itself.
    is_staff = models.BooleanField(default=False)
    # The operator of the whole installation, not a role in a shop.
    is_superuser = models.BooleanField(default=False)
    # Part of the session's hash: one more, and every session and socket of before is over.
    auth_version = models.PositiveIntegerField(default=1)
    send_key = models.CharField(max_length=10, choices=SendKey, default=SendKey.ENTER)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    # How they have the desk's list sorted.
    list_order = models.CharField(
        max_length=4, choices=ListOrder, default=ListOrder.WAIT, db_default=ListOrder.WAIT
    )
    # Empty until the person chooses one.
    language = models.CharField(max_length=7, choices=Language, blank=True)
    date_joined = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Users] = Users()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["username"], name="accounts_user_username"),
            models.UniqueConstraint(Lower("username"), name="accounts_user_username_any_case"),
            models.CheckConstraint(
                condition=models.Q(send_key__in=SendKey.values), name="accounts_user_send_key"
            ),
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values), name="accounts_user_theme"
            ),
            models.CheckConstraint(
                condition=models.Q(list_order__in=ListOrder.values),
                name="accounts_user_list_order",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *Language.values]),
                name="accounts_user_language",
            ),
        ]
        indexes = [
            models.Index(Lower("email"), name="accounts_user_email_lower"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """What colleagues read."""
        return self.display_name or self.username

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with ``auth_version``: either ends all sessions."""
        return session_auth_hash(password=self.password, auth_version=self.auth_version)

    def get_session_auth_fallback_hash(self) -> list[str]:
        """The same, by the secret keys that are being retired."""
        return session_auth_fallback_hashes(password=self.password, auth_version=self.auth_version)

    # Django's own tools ask these; only superusers pass, so there are no groups and no rows.
    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_superuser

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return self.is_active and self.is_superuser

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_superuser
