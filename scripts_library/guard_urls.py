"""The pages of the shop's rules of wording."""

from django.urls import path

from scripts_library.views import guard_pack, guard_rules, guard_tables, guard_trying

urlpatterns = [
    path("scripts/guard/", guard_rules.rules, name="script-guard"),
    path("scripts/guard/new/", guard_rules.new_rule, name="script-guard-new"),
    path("scripts/guard/pack/", guard_pack.guard_pack, name="script-guard-pack"),
    path("scripts/guard/try/", guard_trying.try_sentence, name="script-guard-try"),
    path("scripts/guard/trial/", guard_trying.try_on_sent, name="script-guard-trial"),
    path("scripts/guard/export/", guard_tables.export, name="script-guard-export"),
    path("scripts/guard/import/", guard_tables.upload, name="script-guard-import"),
    path(
        "scripts/guard/import/<int:guard_table_id>/",
        guard_tables.report,
        name="script-guard-import-report",
    ),
    path("scripts/guard/<int:guard_rule_id>/", guard_rules.rule, name="script-guard-rule"),
    path(
        "scripts/guard/<int:guard_rule_id>/save/", guard_rules.save_rule, name="script-guard-save"
    ),
    path(
        "scripts/guard/<int:guard_rule_id>/restore/",
        guard_rules.restore_rule,
        name="script-guard-restore",
    ),
]
