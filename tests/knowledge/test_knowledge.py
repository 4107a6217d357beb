"""Who writes what the shop knows, who puts it into force, and what never stands there as true."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from helpdesk.accounts.errors import PermissionRefused
from helpdesk.accounts.models import AuditEntry
from helpdesk.accounts.opening_items import items
from helpdesk.commerce.errors import ProductNotFound
from helpdesk.commerce.models import Product
from scripts_library.errors import GuardBlocked, NothingToReview, ReasonMissing
from scripts_library.knowledge.actions.answering import change_asks
from scripts_library.knowledge.actions.reviewing import (
    approve_sheet,
    recheck_sheet,
    retire_sheet,
    return_sheet,
)
from scripts_library.knowledge.actions.saving import restore_sheet
from scripts_library.knowledge.errors import DayPast, SheetBlocked, SheetChangedMeanwhile
from scripts_library.knowledge.models import ProductAlias, Sheet, SheetVersion
from scripts_library.knowledge.queries.listing import Wanted, counts, product_page
from scripts_library.knowledge.queries.sheets import Known, known_of
from tests.cast import Cast
from tests.knowledge.some import FACTS, PITCH, STEPS, sheet, some_answer, some_product


def known(cast: Cast, product: Product) -> Known:
    today = timezone.localdate()
    return known_of(
        shop_id=cast.shop.pk, product_id=product.pk, category="卫衣", today=today, stock_days=2
    )


def test_two_who_write_the_first_sheet_at_once_lose_no_word(cast: Cast, client: Client) -> None:
    product = some_product(cast)
    address = f"/scripts/knowledge/{product.pk}/save/"
    client.force_login(cast.qin.user)
    assert client.post(address, {"kind": "facts", "material": "100% 棉"}).status_code == 302
    client.force_login(cast.lan.user)
    late = client.post(address, {"kind": "facts", "material": "95% 棉 5% 氨纶"})
    told = late.content.decode()
    assert late.status_code == 409 and "刚改过这一份" in told
    assert "100% 棉" in told and 'value="95% 棉 5% 氨纶"' in told


def test_an_agent_proposes_and_a_supervisor_puts_it_into_force(cast: Cast) -> None:
    product = some_product(cast)
    made = sheet(cast.mei, "facts", product, FACTS)
    assert (made.state, made.live) == ("review", None)
    assert known(cast, product).facts is None and not ProductAlias.objects.exists()
    with pytest.raises(PermissionRefused):
        approve_sheet(actor=cast.tom, sheet_id=made.pk, seen=made.edits)
    made = approve_sheet(actor=cast.qin, sheet_id=made.pk, seen=made.edits)
    assert ProductAlias.objects.get().alias == "毛圈卫衣"
    told = known(cast, product)
    assert told.facts is not None and told.facts.sheet.checked_by == cast.qin

    heavier = {**FACTS, "weight_g": "700", "aliases": []}
    made = sheet(cast.mei, "facts", product, heavier, seen=made.edits)
    assert known(cast, product).facts.content["weight_g"] == 620, "what was checked stays"  # type: ignore[union-attr]
    with pytest.raises(ReasonMissing):
        return_sheet(actor=cast.qin, sheet_id=made.pk, seen=made.edits, reason=" ")
    made = return_sheet(actor=cast.qin, sheet_id=made.pk, seen=made.edits, reason="称过，没有变")
    with pytest.raises(NothingToReview):
        approve_sheet(actor=cast.qin, sheet_id=made.pk, seen=made.edits)

    made = sheet(cast.qin, "facts", product, heavier, seen=made.edits)
    assert (made.state, made.live) == ("approved", 3), "who may approve need not wait"
    assert not ProductAlias.objects.exists()
    again = sheet(cast.qin, "facts", product, heavier, seen=made.edits)
    assert (again.latest, again.edits) == (made.latest, made.edits), "the same again is nothing"
    made = restore_sheet(actor=cast.qin, sheet_id=made.pk, number=1, seen=made.edits)
    assert known(cast, product).rows[1] == ("重量", "620 g") and made.live == 4
    verbs = AuditEntry.objects.filter(shop=cast.shop, verb__startswith="knowledge.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "knowledge.proposed",
        "knowledge.approved",
        "knowledge.proposed",
        "knowledge.returned",
        "knowledge.saved",
        "knowledge.saved",
    ]


def test_what_is_past_its_day_is_never_told_as_true(cast: Cast) -> None:
    product, today = some_product(cast), timezone.localdate()
    stock = {**FACTS, "stock": "M 余 3 件", "stock_on": (today - timedelta(days=3)).isoformat()}
    made = sheet(cast.qin, "facts", product, stock, until=today)
    told = known(cast, product)
    assert told.facts is not None and not told.facts.is_past and told.stock_is_old
    Sheet.objects.update(valid_until=today - timedelta(days=1))
    assert known(cast, product).facts.is_past  # type: ignore[union-attr]
    assert counts(cast.shop.pk, today)["past"] == 1
    with pytest.raises(DayPast):
        yesterday = today - timedelta(days=1)
        recheck_sheet(actor=cast.qin, sheet_id=made.pk, seen=made.edits, until=yesterday)
    with pytest.raises(PermissionRefused):
        recheck_sheet(actor=cast.mei, sheet_id=made.pk, seen=made.edits, until=today)
    recheck_sheet(actor=cast.lan, sheet_id=made.pk, seen=made.edits, until=today)
    told = known(cast, product)
    assert told.facts is not None and not told.facts.is_past
    assert (told.facts.sheet.checked_by, told.facts.sheet.latest) == (cast.lan, 1)


def test_two_people_at_one_sheet_and_words_that_the_guard_stops(cast: Cast) -> None:
    product = some_product(cast)
    first = sheet(cast.qin, "pitch", product, PITCH)
    with pytest.raises(SheetChangedMeanwhile):
        sheet(cast.lan, "pitch", product, {**PITCH, "benefit": "更暖"})
    with pytest.raises(SheetBlocked) as blocked:
        bad = {**PITCH, "benefit": "好评返现五元"}
        sheet(cast.qin, "pitch", product, bad, seen=first.edits)
    assert blocked.value.field == "benefit"
    with pytest.raises(GuardBlocked):
        some_answer(cast, product, body="好评返现五元，加微信领")
    assert SheetVersion.objects.filter(sheet=first).count() == 1


def test_help_that_is_out_of_use_comes_back_only_through_a_reviewer(cast: Cast) -> None:
    product = some_product(cast)
    made = sheet(cast.qin, "howto", product, STEPS)
    assert len(known(cast, product).howtos) == 1
    retire_sheet(actor=cast.qin, sheet_id=made.pk, retired=True)
    assert not known(cast, product).howtos
    made.refresh_from_db()
    better = {**STEPS, "title": "拉链拉不动"}
    made = sheet(cast.mei, "howto", product, better, seen=made.edits, sheet_id=made.pk)
    assert not known(cast, product).howtos, "a proposal brings nothing back"
    approve_sheet(actor=cast.qin, sheet_id=made.pk, seen=made.edits)
    assert known(cast, product).howtos[0].content["title"] == "拉链拉不动"


def test_nothing_of_one_shop_is_about_a_product_of_another(cast: Cast) -> None:
    product = some_product(cast)
    with pytest.raises(ProductNotFound):
        sheet(cast.oleg, "facts", product, FACTS)
    answer = some_answer(cast, product)
    sheet(cast.mei, "facts", product, FACTS)
    assert change_asks(actor=cast.qin, script_id=answer.script_id, asks=["起球"]).asks == ["起球"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(product=product).update(shop=cast.other_shop)
        connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(product=product).update(category="卫衣")


def test_the_list_finds_by_name_and_alias_and_by_what_is_missing(cast: Cast) -> None:
    product, today = some_product(cast), timezone.localdate()
    some_product(cast, "三防外套")
    sheet(cast.qin, "facts", product, FACTS)

    def names(**wanted: str) -> list[str]:
        return [one.name for one in product_page(cast.shop.pk, Wanted(**wanted), today).products]

    assert names(words="毛圈 卫衣") == ["棉朵卫衣"], "by what buyers call it"
    assert names(view="bare") == ["三防外套"]
    assert names(view="newest") == ["棉朵卫衣"]
    told = next(one for one in items() if one.key == "knowledge").tell(cast.shop)
    assert (told.share, told.words) == (50, "商品资料补了 1/2")


def test_the_pages_of_agent_and_supervisor(cast: Cast) -> None:
    """What is typed wrongly stays in the form with its reason; what an agent saves waits."""
    product = some_product(cast)
    mei, qin = Client(), Client()
    mei.force_login(cast.mei.user)
    qin.force_login(cast.qin.user)
    page = f"/scripts/knowledge/{product.pk}/"
    form = {"kind": "facts", "seen": "0", "material": "精梳棉", "weight_g": "半斤"}
    refused = mei.post(f"{page}save/", form)
    words = refused.content.decode()
    assert refused.status_code == 400 and "半斤" in words and "aria-invalid" in words
    saved = mei.post(f"{page}save/", {**form, "weight_g": "250"})
    assert saved.status_code == 302
    shown = qin.get(page).content.decode()
    assert "250 g" in shown and "还没生效" in shown and "通过，马上生效" in shown
    assert "通过，马上生效" not in mei.get(page).content.decode()
    made = Sheet.objects.get()
    review = f"/scripts/knowledge/sheet/{made.pk}/review/"
    assert mei.post(review, {"seen": made.edits, "verdict": "approve"}).status_code == 403
    assert qin.post(review, {"seen": made.edits, "verdict": "approve"}).status_code == 302
    assert qin.get(f"/scripts/knowledge/sheet/{made.pk}/").url == page  # type: ignore[attr-defined]
    category = "/scripts/knowledge/category/"
    asked = {"kind": "questions", "category": "卫衣", "seen": "0", "ask": ["身高？", ""]}
    assert qin.post(f"{category}save/", asked).status_code == 302
    assert "身高？" in qin.get(f"{category}?kind=卫衣").content.decode()
    said = {"title": "会不会起球", "body": "{没有的}"}
    assert "没有的" in qin.post(f"{page}answer/", said).content.decode()
    assert qin.post(f"{page}answer/", {**said, "body": "不会的"}).status_code == 302
    for address in ("/scripts/knowledge/", "/scripts/knowledge/categories/"):
        assert "卫衣" in qin.get(address).content.decode()
