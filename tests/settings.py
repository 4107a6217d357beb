"""The product's settings, quick to test with."""

import tempfile
from pathlib import Path

from helpdesk.settings import *  # noqa: F403
from helpdesk.settings import LOGGING, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "tests.joined_static.JoinedStaticStorage"},
}
STATIC_ROOT = Path(tempfile.gettempdir()) / "helpdesk-test-static"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "helpdesk-test-media"
ALLOWED_HOSTS = ["*"]
CELERY_TASK_ALWAYS_EAGER = False
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}
