"""The ASGI entry point: sets Django up, then loads what serves."""

import os

import django

from helpdesk.kernel.collector import look_rarely

look_rarely()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
django.setup()

from helpdesk.serving import application  # noqa: E402  Django must be set up first

__all__ = ["application"]
