from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "helpdesk.accounts"
    label = "accounts"
    verbose_name = _("账号与店铺")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from helpdesk.accounts import audit_verbs, opening_items, opening_rules, policy_rules
        from helpdesk.accounts.elsewhere import register_finder
        from helpdesk.accounts.queries.people import shop_of_member

        audit_verbs.register_all()
        policy_rules.register_all()
        opening_rules.register_all()
        opening_items.register_all()
        register_finder("member_id", shop_of_member)
