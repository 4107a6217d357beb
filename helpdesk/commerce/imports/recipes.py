"""How an import's file is to be read, from its row."""

from zoneinfo import ZoneInfo

from helpdesk.commerce.imports.kinds import kind_of
from helpdesk.commerce.imports.models import OrderImport, choices_of
from helpdesk.commerce.imports.rows import Recipe
from helpdesk.commerce.imports.tables import FileFacts


def facts_of(row: OrderImport) -> FileFacts:
    """Without the sample rows, which are sealed: `samples.samples_of`."""
    return FileFacts.from_json({**row.facts, "samples": []})


def recipe_of(row: OrderImport) -> Recipe:
    """All that the shop chose, with the moment of the upload as the date of every fact."""
    choices = choices_of(row)
    return Recipe(
        headings=facts_of(row).headings,
        mapping=row.mapping,
        platform=row.platform,
        zone=ZoneInfo(row.shop.time_zone),
        as_of=row.created_at,
        date_order=choices["date_order"],
        state_words=choices["state_words"],
        blank_bad_phones=choices["blank_bad_phones"],
        fields=kind_of(row.kind).fields,
        key=kind_of(row.kind).key,
    )
