from django.apps import AppConfig


class ApiDocsConfig(AppConfig):
    name = "helpdesk.api_docs"
    label = "api_docs"
    verbose_name = "API description"
