from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "helpdesk.commerce"
    label = "commerce"
    verbose_name = "Commerce"

    def ready(self) -> None:
        from helpdesk.commerce import audit, policy_rules, webhooks
        from helpdesk.commerce.imports import audit_verbs

        audit.register()
        audit_verbs.register_all()
        policy_rules.register_all()
        webhooks.register()
