from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    name = "helpdesk.integrations"
    label = "integrations"
    verbose_name = "Integrations"

    def ready(self) -> None:
        from helpdesk.integrations import audit, policy_rules

        audit.register()
        policy_rules.register_all()
