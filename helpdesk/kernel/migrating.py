"""A migration that draws the models once, however many operations change them.

Django keeps, beside the tables, classes of all models as they were at each step, and draws anew
whatever hangs on what changed. Here everything hangs on the shop: each operation drew a hundred
classes, and a first start spent half a minute on it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ON_MODELS = (
    *(migrations.AddField, migrations.AlterField, migrations.RemoveField),
    *(migrations.AddIndex, migrations.RemoveIndex),
    *(migrations.AddConstraint, migrations.RemoveConstraint),
)


WRITES = (migrations.RunSQL, migrations.RunPython)


class AtOnce(migrations.Migration):
    """In place of Django's `Migration`: the same statements in the same order, in less time.

    The operations stay as they are written; only while they run are neighbours taken together,
    and rows that were written are held against their foreign keys at once: until then Postgres
    alters no table that has such rows, and most keys here are held at the commit.
    """

    def apply(self, *args: Any, **options: Any) -> ProjectState:
        """Forwards."""
        return self._together(super().apply, *args, **options)

    def unapply(self, *args: Any, **options: Any) -> ProjectState:
        """Backwards."""
        return self._together(super().unapply, *args, **options)

    def _together(self, run: Any, *args: Any, **options: Any) -> ProjectState:
        written = self.operations
        self.operations = list(together(written))  # type: ignore[misc]  # Django does the same
        try:
            state: ProjectState = run(*args, **options)
            return state
        finally:
            self.operations = written  # type: ignore[misc]


def together(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Neighbours that need no class from between them as one; what changes no model stays alone.

    Whatever changes a model comes after the group that creates it, for it would find itself done.
    """
    group: list[Operation] = []
    created: set[str] = set()
    for operation in operations:
        fits = type(operation) in (migrations.CreateModel, *ON_MODELS)
        if not fits or getattr(operation, "model_name_lower", None) in created:
            yield from _one(group)
            group, created = [], set()
        if not fits:
            yield Settled(operation) if isinstance(operation, WRITES) else operation
            continue
        group.append(operation)
        if isinstance(operation, migrations.CreateModel):
            created.add(operation.name_lower)
    yield from _one(group)


def _one(group: list[Operation]) -> Iterator[Operation]:
    if len(group) > 1:
        yield Together(group)
    else:
        yield from group


class Settled(Operation):
    """An operation that writes rows, and the question whether all of them may stand."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.reversible = operation.reversible  # type: ignore[misc]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """As the operation has it."""
        self.operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """It, then what its rows name."""
        self.operation.database_forwards(app_label, schema_editor, from_state, to_state)
        _settle(schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The same on the way back."""
        self.operation.database_backwards(app_label, schema_editor, from_state, to_state)
        _settle(schema_editor)

    def describe(self) -> str:
        """What `sqlmigrate` writes above the statements."""
        return self.operation.describe()


def _settle(schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Together(Operation):
    """Operations between which no class of a model is drawn."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations
        self.reversible = all(each.reversible for each in operations)  # type: ignore[misc]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Forgets the classes; Django draws them when it next asks for one."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Each in turn, between the state before them all and the state after."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The same from the last to the first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `sqlmigrate` writes above the statements."""
        return "; ".join(operation.describe() for operation in self.operations)
