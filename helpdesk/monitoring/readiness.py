"""Whether this process can serve: Postgres answers and has the tables of this version."""

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from helpdesk.kernel import database

_serves_sockets = False
_tables_are_there = False


def serves_sockets() -> None:
    """This process is nothing without its pool."""
    global _serves_sockets
    _serves_sockets = True


def lacking() -> list[str]:
    """What keeps people away; an empty list when nothing does."""
    found = []
    try:
        if missing := _missing_migrations():
            found.append(f"migrations not applied: {', '.join(missing)}")
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
    except Error:
        found.append("postgres: no answer")
    if _serves_sockets and not database.is_open():
        found.append("the sockets' database pool is closed")
    return found


def _missing_migrations() -> list[str]:
    """Asked until there are none: what was applied stays applied while a process lives."""
    global _tables_are_there
    if _tables_are_there:
        return []
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    _tables_are_there = not plan
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
