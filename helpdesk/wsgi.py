"""Pages, for a WSGI server. Static files are served here too unless a proxy does it first."""

import os

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

_django = get_wsgi_application()

from django.conf import settings  # noqa: E402  settings are ready only now

import helpdesk.celery  # noqa: E402, F401  so that tasks go to our queue, not to Celery's preset

settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
application = WhiteNoise(
    _django,
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL.strip("/"),
    immutable_file_test=r"\.[0-9a-f]{12}\.",
    autorefresh=settings.DEBUG,
)
