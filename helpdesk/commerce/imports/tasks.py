"""Work behind the screens. Thin, and safe twice, late and in parallel."""

from celery import shared_task

from helpdesk.commerce.imports.actions.filing import forget_strays, purge_old_files
from helpdesk.commerce.imports.actions.working import wake_silent_ones, work
from helpdesk.kernel.sweeping import attempt


@shared_task  # type: ignore[untyped-decorator]
def work_on_import(import_id: int) -> None:
    """Try out or write an import, from where it stands."""
    work(import_id=import_id)


@shared_task  # type: ignore[untyped-decorator]
def wake_silent_imports() -> None:
    """Hand imports whose worker died to another one."""
    for import_id in wake_silent_ones():
        work_on_import.delay(import_id)


@shared_task  # type: ignore[untyped-decorator]
def purge_import_files() -> None:
    """Files whose thirty days are over, and those that no import names."""
    attempt("old files of imports", purge_old_files)
    attempt("stray files of imports", forget_strays)
