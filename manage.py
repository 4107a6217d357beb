#!/usr/bin/env python
"""Django's commands; without DATABASE_URL they find the running demo by themselves."""

import os
import sys

from helpdesk.kernel.collector import look_rarely


def main() -> None:
    """Run one management command."""
    look_rarely()
    if sys.argv[1:2] == ["guard"]:
        judge_without_servers()
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def judge_without_servers() -> None:
    """The guard asks no database and no setting, so it runs where neither is."""
    from django.conf import settings

    from scripts_library.management.commands.guard import Command

    settings.configure()
    Command().run_from_argv(sys.argv)


if __name__ == "__main__":
    main()
