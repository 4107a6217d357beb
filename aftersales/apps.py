from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "aftersales"
    verbose_name = "After-sales"

    def ready(self) -> None:
        from aftersales import audit, policy_rules
        from aftersales.access import shop_of_case
        from aftersales.queries.of_orders import case_parts
        from aftersales.registers import registering
        from helpdesk.accounts.elsewhere import register_finder
        from helpdesk.commerce.order_parts import register_order_part

        audit.register()
        policy_rules.register_all()
        register_order_part(case_parts)
        registering.register_all()
        register_finder("case_id", shop_of_case)
