"""Pages, for a WSGI server. Static files are served here too unless a proxy does it first."""

import os

import django
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402  settings are ready only now

import helpdesk.celery  # noqa: E402, F401  so that tasks go to our queue, not to Celery's preset
from helpdesk.monitoring.timing_pages import TimedHandler  # noqa: E402

settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
application = WhiteNoise(
    TimedHandler(),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL.strip("/"),
    immutable_file_test=r"\.[0-9a-f]{12}\.",
    autorefresh=settings.DEBUG,
)
