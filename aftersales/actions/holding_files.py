"""Files that a move names become the case's own. Called by `moving.py` inside its transaction."""

from collections.abc import Sequence

from aftersales.evidence import Evidence
from aftersales.models import Case, CaseFile


def hold_files(case: Case, evidence: Sequence[Evidence]) -> None:
    """Of the named files those that nobody holds yet; another shop's are never touched."""
    keys = [one.text for one in evidence if one.kind == "file"]
    if keys:
        CaseFile.objects.filter(shop_id=case.shop_id, key__in=keys, case=None).update(case=case)
