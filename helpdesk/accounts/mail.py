"""The gateway to the mail server; only where one is set."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.accounts.models import ResetLink
from helpdesk.accounts.reset_token import token_of


def smtp_is_set() -> bool:
    """A server to send by, and an address of our own to put into the letter: a letter must
    never take its address from the request that asked for it."""
    return bool(settings.EMAIL_HOST and settings.PUBLIC_URL)


def reset_path(link: ResetLink) -> str:
    """The path that opens the link."""
    return reverse("reset-confirm", args=[token_of(link.nonce)])


def send_reset_link(link: ResetLink) -> None:
    """Write to the link's person; may take ``EMAIL_TIMEOUT``, so never inside a transaction."""
    with translation.override(link.user.language or settings.LANGUAGE_CODE):
        send_mail(
            subject=_("重设您的客服工作台密码"),
            message=_(
                "%(name)s，您好：\n\n"
                "打开下面的链接设一个新密码。链接 24 小时内有效，只能用一次。\n\n"
                "%(url)s\n\n不是您要的？不用理会，旧密码照常能用。"
            )
            % {
                "name": link.user.shown_name,
                "url": settings.PUBLIC_URL.rstrip("/") + reset_path(link),
            },
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[link.user.email],
        )
