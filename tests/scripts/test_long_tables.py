"""A long table of scripts is written in a few statements, and is what row by row would be."""

import csv
import io
from dataclasses import replace

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helpdesk.accounts.models import AuditEntry
from scripts_library.actions.importing import keep_table, write_table
from scripts_library.actions.keeping_tables import counted
from scripts_library.actions.taking_back import take_back_table
from scripts_library.actions.writing import write_script
from scripts_library.actions.writing_many import write_scripts
from scripts_library.drafts import Filing, Words
from scripts_library.models import Script, ScriptImport, ScriptVersion
from scripts_library.queries.tables import around
from scripts_library.tables.access import table_lines
from scripts_library.tables.errors import TooManyChanges
from scripts_library.tables.planning import plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FILED = Filing(code="LT01", stage="in_sale", tags=("物流",))
OWN = Filing(scope="own", code="LT02", language="en")
UNLIKE = ("id", "pk", "script", "code", "created_at", "changed_at", "at", "reviewed_at")


def brought(cast: Cast, rows: int, *, name: str) -> ScriptImport:
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ("标题", "代码", "内容", "场景"),
            *(
                (f"{name}{at}", f"{name}{at}", f"亲，第 {at} 种说法", f"售后/第 {at % 3} 类")
                for at in range(rows)
            ),
        ]
    )
    return keep_table(actor=cast.qin, file=io.BytesIO(text.getvalue().encode()), name="t.csv")


def written(cast: Cast, table: ScriptImport) -> int:
    """The statements that it took."""
    lines = table_lines(table)
    seen = counted(plan(lines, around(cast.qin, lines)))
    with CaptureQueriesContext(connection) as asked:
        write_table(actor=cast.qin, table_id=table.pk, seen=seen)
    return len(asked)


def test_a_hundred_rows_more_ask_no_question_more(cast: Cast) -> None:
    few, many = brought(cast, 10, name="FEW"), brought(cast, 110, name="MANY")
    asked = written(cast, few)  # and makes the scenes
    assert written(cast, many) < asked
    assert Script.objects.filter(shop=cast.shop, folder__parent__name="售后").count() == 120
    told = AuditEntry.objects.filter(shop=cast.shop, actor=cast.qin.user)
    assert told.filter(verb="script.written").count() == 120
    assert told.filter(verb="script.submitted").count() == 120
    assert take_back_table(actor=cast.qin, table_id=many.pk)["removed"] == 110


@pytest.mark.parametrize("filing", [FILED, OWN])
def test_many_at_once_are_what_one_would_be(cast: Cast, filing: Filing) -> None:
    words = Words("催件·给时限", "{称呼}，今天{几点?}前给您准信")
    alone = write_script(actor=cast.mei, words=words, filing=filing, submit=True)
    told = AuditEntry.objects.filter(shop=cast.shop)
    of_one = list(told.order_by("pk").values_list("verb", "actor_name", "data", "target_type"))
    [other] = write_scripts(cast.mei, [(words, replace(filing, code="LT03"))])
    later = told.exclude(target_id=str(alone.pk)).order_by("pk")
    assert list(later.values_list("verb", "actor_name", "data", "target_type")) == of_one
    assert facts(Script.objects.get(pk=other.pk)) == facts(Script.objects.get(pk=alone.pk))
    first, second = (ScriptVersion.objects.get(script=one) for one in (alone, other))
    assert facts(second) == facts(first)
    assert (second.reviewed_at is None) == (first.reviewed_at is None)


def facts(row: Script | ScriptVersion) -> dict[str, object]:
    return {name: value for name, value in model_to_dict(row).items() if name not in UNLIKE}


def test_a_table_that_changes_too_many_says_so_before_and_writes_nothing(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts_library.actions.importing.MOST_CHANGED", 2)
    written(cast, brought(cast, 3, name="OLD"))
    text = "标题,代码,内容\n" + "".join(f"OLD{at},OLD{at},亲，换一种说法 {at}\n" for at in range(3))
    table = keep_table(actor=cast.qin, file=io.BytesIO(text.encode()), name="t.csv")
    with pytest.raises(TooManyChanges) as refused:
        written(cast, table)
    assert "更新 3 条，一次最多更新 2 条" in refused.value.said()
    client.force_login(cast.qin.user)
    page = client.get(f"/scripts/import/{table.pk}/")
    assert page.status_code == 200
    assert "一次最多更新 2 条" in page.text
    assert "写入没错的" not in page.text
    versions = ScriptVersion.objects.filter(shop=cast.shop)
    assert versions.count() == 3
