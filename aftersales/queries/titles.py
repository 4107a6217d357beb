"""What cases are about, in a few words: the first line of each and how many more."""

from collections.abc import Iterable

from aftersales.models import CaseLine


def titles_of(shop_id: int, case_ids: Iterable[int]) -> dict[int, str]:
    """「云感连帽卫衣 燕麦色 M +1」 by case; nothing for cases about a whole order. One query."""
    found: dict[int, list[str]] = {}
    rows = CaseLine.objects.filter(shop_id=shop_id, case_id__in=list(case_ids))
    for line in rows.order_by("case_id", "position"):
        found.setdefault(line.case_id, []).append(str(line))
    return {
        case_id: f"{titles[0]} +{len(titles) - 1}" if len(titles) > 1 else titles[0]
        for case_id, titles in found.items()
    }
