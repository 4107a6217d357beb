"""The pages of this app."""

from django.urls import path

from conversations.views.chat import chat_page, visitor_token
from conversations.views.desk import desk_page, panel
from conversations.views.widget import widget_look, widget_script

urlpatterns = [
    path("chat/<slug:slug>/", chat_page, name="chat"),
    path("chat/<slug:slug>/visitor/", visitor_token, name="chat-visitor"),
    path("chat/<slug:slug>/look.json", widget_look, name="widget-look"),
    path("widget.js", widget_script, name="widget-script"),
    path("desk/", desk_page, name="desk"),
    path("desk/<int:conversation_id>/", desk_page, name="desk-conversation"),
    path("desk/<int:conversation_id>/panel/", panel, name="desk-panel"),
]
