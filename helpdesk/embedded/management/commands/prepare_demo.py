"""`manage.py prepare_demo`: migrate, collect static files, load the demo shop; one process."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from helpdesk.embedded.folder import DemoFolder
from helpdesk.embedded.static_digest import static_digest


class Command(BaseCommand):
    """Each step does nothing when there is nothing new, so a second start is quick."""

    requires_system_checks = []  # `make check` runs them; here they would load every page
    help = "Make the demo's database, static files and shop ready. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the three steps; the first that fails ends the command with its error."""
        call_command("migrate", interactive=False, verbosity=0)
        self._collect_static()
        call_command("load_demo_shop")

    def _collect_static(self) -> None:
        folder = DemoFolder(settings.BASE_DIR)
        folder.make()
        remembered = folder.path / "static-digest"
        digest = static_digest()
        collected = Path(settings.STATIC_ROOT).is_dir()
        if collected and remembered.exists() and remembered.read_text() == digest:
            return
        try:
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        except RuntimeError as error:  # HashedStaticStorage's, with the files in it
            raise CommandError(
                "The static files cannot be named by their content: modules in static/js import "
                f"one another in a circle. Break it: {error}"
            ) from error
        remembered.write_text(digest)
