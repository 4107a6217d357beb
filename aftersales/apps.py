from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    name = "aftersales"
    verbose_name = "After-sales"

    def ready(self) -> None:
        from aftersales import audit, followup_kinds, policy_rules
        from aftersales.queries.night import cases_since
        from aftersales.queries.of_orders import case_parts
        from helpdesk.commerce.order_parts import register_order_part
        from helpdesk.followups.night import register_night

        audit.register()
        policy_rules.register_all()
        followup_kinds.register()
        register_night(cases_since)
        register_order_part(case_parts)
