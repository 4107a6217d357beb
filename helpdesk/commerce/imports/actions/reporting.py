"""A report leaves the house."""

from django.db import transaction

from helpdesk.accounts.audit import record
from helpdesk.accounts.models import User
from helpdesk.commerce.imports.models import OrderImport


@transaction.atomic
def note_download(*, actor: User, row: OrderImport) -> None:
    """Put on record who took rows with personal data along."""
    record(
        shop_id=row.shop_id,
        actor=actor,
        verb="import.report_downloaded",
        target=row,
        data={"target": row.file_name},
    )
