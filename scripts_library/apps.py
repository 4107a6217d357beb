from django.apps import AppConfig


class ScriptsLibraryConfig(AppConfig):
    name = "scripts_library"
    verbose_name = "Script library"

    def ready(self) -> None:
        from scripts_library import audit, opening_items, own_variables

        audit.register()
        own_variables.register()
        opening_items.register_all()
