from django.apps import AppConfig


class CommerceConfig(AppConfig):
    name = "helpdesk.commerce"
    label = "commerce"
    verbose_name = "Commerce"

    def ready(self) -> None:
        from helpdesk.accounts.elsewhere import register_finder
        from helpdesk.commerce import audit, opening_items, policy_rules, webhooks
        from helpdesk.commerce.imports import audit_verbs
        from helpdesk.commerce.imports.queries.whose import shop_of_import

        audit.register()
        audit_verbs.register_all()
        policy_rules.register_all()
        opening_items.register_all()
        register_finder("import_id", shop_of_import)
        webhooks.register()
