"""The pages of this app."""

from django.urls import path

from conversations.views.blacklist import blacklist, blacklist_lift
from conversations.views.cards import change_handled
from conversations.views.chat import chat_page, visitor_token
from conversations.views.desk import desk_page, panel
from conversations.views.ending_settings import ending_save, ending_settings
from conversations.views.finding import find
from conversations.views.opening import look_step, sightings, site_step
from conversations.views.rating import rating_form
from conversations.views.reception import (
    end_peak_mode,
    give_group,
    give_place,
    give_skill,
    give_state,
    reception,
    start_peak_mode,
    take_group,
    take_skill,
)
from conversations.views.responses import my_responses, responses
from conversations.views.routing import receivers, why
from conversations.views.tag_settings import (
    tag_make,
    tag_merge,
    tag_rename,
    tag_retire,
    tag_settings,
)
from conversations.views.try_out import try_page
from conversations.views.widget import widget_look, widget_script
from conversations.views.widget_settings import (
    add_origin,
    make_secret,
    remove_origin,
    save_look,
    widget_settings,
)

urlpatterns = [
    path("rating/form/", rating_form, name="rating-form"),
    path("chat/<slug:slug>/", chat_page, name="chat"),
    path("chat/<slug:slug>/visitor/", visitor_token, name="chat-visitor"),
    path("chat/<slug:slug>/look.json", widget_look, name="widget-look"),
    path("try/<slug:slug>/", try_page, name="widget-try"),
    path("settings/widget/", widget_settings, name="widget-settings"),
    path("settings/widget/look/", save_look, name="widget-look-save"),
    path("settings/widget/sites/", add_origin, name="widget-site-add"),
    path("settings/widget/sites/remove/", remove_origin, name="widget-site-remove"),
    path("settings/widget/secret/", make_secret, name="widget-secret"),
    path("people/reception/", reception, name="reception"),
    path("people/reception/<int:member_id>/state/", give_state, name="reception-state"),
    path("people/reception/<int:member_id>/place/", give_place, name="reception-place"),
    path("people/reception/skills/", give_skill, name="reception-skill"),
    path("people/reception/skills/remove/", take_skill, name="reception-skill-remove"),
    path("people/reception/groups/", give_group, name="reception-group"),
    path("people/reception/groups/remove/", take_group, name="reception-group-remove"),
    path("people/reception/peak/", start_peak_mode, name="peak-start"),
    path("people/reception/peak/end/", end_peak_mode, name="peak-end"),
    path("responses/", responses, name="responses"),
    path("responses/mine/", my_responses, name="my-responses"),
    path("settings/tags/", tag_settings, name="tag-settings"),
    path("settings/tags/make/", tag_make, name="tag-make"),
    path("settings/tags/<int:tag_id>/rename/", tag_rename, name="tag-rename"),
    path("settings/tags/<int:tag_id>/merge/", tag_merge, name="tag-merge"),
    path("settings/tags/<int:tag_id>/retire/", tag_retire, name="tag-retire"),
    path("settings/blacklist/", blacklist, name="blacklist"),
    path("settings/blacklist/<int:block_id>/lift/", blacklist_lift, name="blacklist-lift"),
    path("settings/ending/", ending_settings, name="ending-settings"),
    path("settings/ending/save/", ending_save, name="ending-save"),
    path("opening/look/", look_step, name="opening-look"),
    path("opening/site/", site_step, name="opening-site"),
    path("opening/site/seen/", sightings, name="opening-seen"),
    path("widget.js", widget_script, name="widget-script"),
    path("desk/", desk_page, name="desk"),
    path("desk/find/", find, name="desk-find"),
    path("desk/<int:conversation_id>/", desk_page, name="desk-conversation"),
    path("desk/<int:conversation_id>/panel/", panel, name="desk-panel"),
    path("desk/<int:conversation_id>/why/", why, name="desk-why"),
    path("desk/<int:conversation_id>/receivers/", receivers, name="desk-receivers"),
    path(
        "desk/<int:conversation_id>/cards/<int:seq>/handled/", change_handled, name="change-handled"
    ),
]
