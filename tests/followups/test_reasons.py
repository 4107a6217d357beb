"""Why something is owed reads in the reader's language, whoever wrote it down, rows of old too."""

import pytest
from django.test import Client
from django.utils.translation import override

from aftersales.actions.paying import claim_one, settle
from aftersales.gateways.answers import Answer, Said
from aftersales.registers.policy_rules import MISDELIVERED_HOUR
from helpdesk.accounts.policies import registered_rules, rule
from helpdesk.followups.models import FollowUp
from helpdesk.followups.reasons import reason_said
from tests.aftersales.ordered import opened, owed, running
from tests.cast import Cast

BY_PEOPLE = ("注意：先打电话", "店长说大促期间放宽（口头）", "买家说是空包裹", "x" * 299 + "…", "")


@pytest.mark.parametrize("name", [one for one in registered_rules() if not rule(one).form])
def test_every_rule_is_known_again_in_both_languages(name: str) -> None:
    with override("zh-hans"):
        chinese = rule(name).said()
    with override("en"):
        english = rule(name).said()
        assert reason_said(chinese) == reason_said(english) == english
    with override("zh-hans"):
        assert reason_said(english) == chinese


def test_what_a_person_wrote_stays_as_it_is() -> None:
    for language in ("zh-hans", "en"):
        with override(language):
            assert [reason_said(text) for text in BY_PEOPLE] == list(BY_PEOPLE)


def test_one_that_was_too_long_for_its_column_is_known_too() -> None:
    with override("zh-hans"):
        kept = f"{rule(MISDELIVERED_HOUR).said(18)}（店长说了很长"
    with override("en"):
        said = rule(MISDELIVERED_HOUR).said(18)
        assert reason_said(kept + "…").startswith(f"{said} (店长说了很长")


def shown(cast: Cast, row: FollowUp, language: str) -> str:
    client = Client()
    client.cookies["django_language"] = language
    client.force_login(cast.lan.user)
    return client.get(f"/todo/{row.pk}/").content.decode()


def test_a_to_do_says_its_rule_in_the_readers_language(cast: Cast) -> None:
    case = opened(cast)
    row = FollowUp.objects.get(source_kind="case", source_id=case.pk)
    assert "小时" in row.because, "kept in the shop's language"
    english, chinese = shown(cast, row, "en"), shown(cast, row, "zh-hans")
    with override("en"):
        said = rule("aftersales.answer_shipped_hours").said(running(case).value)
    assert said in english and row.because.split("（")[0] not in english
    assert row.because.split("（")[0] in chinese


def test_what_the_payment_service_said_is_quoted(cast: Cast) -> None:
    case = owed(cast)
    claimed = claim_one()
    assert claimed is not None
    settle(claimed=claimed, answer=Answer(Said.REFUSED, 0, "", "account closed"))
    row = FollowUp.objects.get(source_id=case.pk, kind="case_pay_failed")
    with override("en"):
        said = reason_said(row.because)
    assert "account closed" in said and "支付" not in said
