from django.apps import AppConfig


class TeamConfig(AppConfig):
    name = "helpdesk.team"
    label = "team"
    verbose_name = "Team"

    def ready(self) -> None:
        from helpdesk.team import audit, policy_rules

        audit.register()
        policy_rules.register_all()
