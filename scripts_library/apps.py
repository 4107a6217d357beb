from django.apps import AppConfig


class ScriptsLibraryConfig(AppConfig):
    name = "scripts_library"
    verbose_name = "Script library"

    def ready(self) -> None:
        from helpdesk.accounts.elsewhere import register_finder
        from scripts_library import audit, guard_check, opening_items, own_variables
        from scripts_library.knowledge import registering
        from scripts_library.queries.whose import shop_of_script

        audit.register()
        own_variables.register()
        opening_items.register_all()
        guard_check.register()
        register_finder("script_id", shop_of_script)
        registering.register_all()
