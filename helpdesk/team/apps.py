from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "helpdesk.team"
    label = "team"
    verbose_name = "Team"

    def ready(self) -> None:
        from helpdesk.team import audit, followup_groups, policy_rules

        audit.register()
        policy_rules.register_all()
        followup_groups.register()
