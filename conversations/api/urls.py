from django.urls import path

from conversations.api.deeds import CardsEndpoint, RecallEndpoint, TransferEndpoint
from conversations.api.search import SearchEndpoint
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
    path("search/", SearchEndpoint.as_view(), name="api-search"),
    path("conversations/", ThreadsEndpoint.as_view(), name="api-conversations"),
    path(ONE, ThreadEndpoint.as_view(), name="api-conversation"),
    path(f"{ONE}entries/", EntriesEndpoint.as_view(), name="api-entries"),
    path(f"{ONE}messages/", MessagesEndpoint.as_view(), name="api-messages"),
    path(f"{ONE}recalls/", RecallEndpoint.as_view(), name="api-recalls"),
    path(f"{ONE}cards/", CardsEndpoint.as_view(), name="api-cards"),
    path(f"{ONE}transfer/", TransferEndpoint.as_view(), name="api-transfer"),
    path(f"{ONE}take/", TakeEndpoint.as_view(), name="api-take"),
    path(f"{ONE}finish/", FinishEndpoint.as_view(), name="api-finish"),
]
