from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "helpdesk.followups"
    label = "followups"
    verbose_name = "Follow-ups"

    def ready(self) -> None:
        from helpdesk.followups import audit, own_kinds, policy_rules, reasons, titles
        from helpdesk.followups.starter import STARTERS

        audit.register()
        policy_rules.register_all()
        own_kinds.register_all()
        for one in STARTERS:
            reasons.know_reason(one.because)
            titles.know_title(one.title, one.kind)
