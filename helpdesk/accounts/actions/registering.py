"""Making an account. It opens nothing until it is added to a shop."""

from django.db import transaction

from helpdesk.accounts.models import User


@transaction.atomic
def register_user(
    *, username: str, display_name: str = "", email: str = "", password: str | None = None
) -> User:
    """A new person; without a password they get in by a reset link first.

    Recorded when a shop takes them in, since until then no shop is concerned.
    """
    user = User(
        username=User.normalize_username(username),
        display_name=display_name,
        email=User.objects.normalize_email(email),
    )
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save(force_insert=True)
    return user
