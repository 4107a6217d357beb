from django.urls import path

from conversations.api.threads import (
    EntriesEndpoint,
    FinishEndpoint,
    MessagesEndpoint,
    TakeEndpoint,
    ThreadEndpoint,
    ThreadsEndpoint,
)

ONE = "conversations/<int:conversation_id>/"

urlpatterns = [
    path("conversations/", ThreadsEndpoint.as_view(), name="api-conversations"),
    path(ONE, ThreadEndpoint.as_view(), name="api-conversation"),
    path(f"{ONE}entries/", EntriesEndpoint.as_view(), name="api-entries"),
    path(f"{ONE}messages/", MessagesEndpoint.as_view(), name="api-messages"),
    path(f"{ONE}take/", TakeEndpoint.as_view(), name="api-take"),
    path(f"{ONE}finish/", FinishEndpoint.as_view(), name="api-finish"),
]
