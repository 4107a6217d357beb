"""Where the desk finds the scripts, and which parcel of them is the newest."""

from django.urls import reverse
from django.utils import timezone

from helpdesk.accounts.models import Membership
from helpdesk.accounts.permissions import allows
from scripts_library.queries.pack import pack_version


def script_addresses(membership: Membership) -> dict[str, str] | None:
    """For the page's config; None for whoever has no scripts."""
    if not allows(membership.role, "scripts.write"):
        return None
    return {
        "pack": reverse("script-pack"),
        "version": pack_version(membership, today=timezone.localdate()).word,
        "values": reverse("desk-script-values", args=[0]),
        "keep": reverse("desk-keep-reply", args=[0, 0]),
        "library": reverse("scripts"),
        "files": reverse("borrowed-file", args=["-", "thumb"]),
    }
