"""The pages of this app."""

from django.urls import path

from conversations.views.automatic import automatic_said, automatic_step, automatic_trial
from conversations.views.blacklist import blacklist, blacklist_lift
from conversations.views.cards import change_handled
from conversations.views.chat import chat_page, visitor_token
from conversations.views.desk import desk_page, panel
from conversations.views.ending_settings import ending_save, ending_settings
from conversations.views.files import get_file, post_from_buyer, post_from_desk
from conversations.views.finding import find
from conversations.views.floor import floor_list, floor_member, floor_now, floor_page
from conversations.views.floor_deeds import (
    floor_anger_seen,
    floor_assign,
    floor_peak,
    floor_peak_end,
    floor_take,
)
from conversations.views.floor_words import floor_word_add, floor_word_remove, floor_words
from conversations.views.guard_appeals import appeals as guard_appeals
from conversations.views.guard_appeals import close as guard_appeal_close
from conversations.views.guard_records import records, verdict
from conversations.views.knowledge import answer, knowledge, tick
from conversations.views.opening import look_step, sightings, site_step
from conversations.views.promises import owed, promise
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
from conversations.views.script_files import get_script_file, post_script_file, put_script_file
from conversations.views.scripts import keep_reply, script_values
from conversations.views.search import search_found, search_note, search_page, search_place
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
    path("scripts/guard/records/", records, name="script-guard-records"),
    path(
        "scripts/guard/records/<int:guard_record_id>/verdict/",
        verdict,
        name="script-guard-verdict",
    ),
    path("guard/appeals/", guard_appeals, name="guard-appeal"),
    path(
        "guard/appeals/<int:guard_appeal_id>/close/",
        guard_appeal_close,
        name="guard-appeal-close",
    ),
    path("desk/<int:conversation_id>/script-values/", script_values, name="desk-script-values"),
    path("desk/<int:conversation_id>/<int:seq>/script/", keep_reply, name="desk-keep-reply"),
    path(
        "desk/<int:conversation_id>/files/<uuid:client_id>/script/<str:key>/",
        put_script_file,
        name="desk-borrowed-file",
    ),
    path("scripts/files/", post_script_file, name="borrowed-file-post"),
    path("scripts/files/<str:key>/<str:part>/", get_script_file, name="borrowed-file"),
    path("rating/form/", rating_form, name="rating-form"),
    path("chat/<slug:slug>/", chat_page, name="chat"),
    path("chat/<slug:slug>/visitor/", visitor_token, name="chat-visitor"),
    path("chat/<slug:slug>/look.json", widget_look, name="widget-look"),
    path("chat/<slug:slug>/files/<uuid:client_id>/", post_from_buyer, name="chat-file"),
    path("files/<str:key>/<str:part>/<str:seal>/", get_file, name="file"),
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
    path("opening/automatic/", automatic_step, name="opening-automatic"),
    path("opening/automatic/said/", automatic_said, name="opening-automatic-said"),
    path("opening/automatic/try/", automatic_trial, name="opening-automatic-try"),
    path("opening/site/", site_step, name="opening-site"),
    path("opening/site/seen/", sightings, name="opening-seen"),
    path("widget.js", widget_script, name="widget-script"),
    path("floor/", floor_page, name="floor"),
    path("floor/now/", floor_now, name="floor-now"),
    path("floor/open/", floor_list, {"which": "open"}, name="floor-open"),
    path("floor/waiting/", floor_list, {"which": "waiting"}, name="floor-waiting"),
    path("floor/queue/", floor_list, {"which": "queue"}, name="floor-queue"),
    path("floor/people/<int:member_id>/", floor_member, name="floor-member"),
    path("floor/<int:conversation_id>/assign/", floor_assign, name="floor-assign"),
    path("floor/<int:conversation_id>/take/", floor_take, name="floor-take"),
    path("floor/<int:conversation_id>/seen/", floor_anger_seen, name="floor-anger-seen"),
    path("floor/peak/", floor_peak, name="floor-peak"),
    path("floor/peak/end/", floor_peak_end, name="floor-peak-end"),
    path("floor/words/", floor_words, name="floor-words"),
    path("floor/words/add/", floor_word_add, name="floor-word-add"),
    path("floor/words/remove/", floor_word_remove, name="floor-word-remove"),
    path("search/", search_page, name="search"),
    path("search/found/", search_found, name="search-found"),
    path("search/<int:conversation_id>/<int:seq>/", search_place, name="search-place"),
    path("search/<int:conversation_id>/notes/<int:number>/", search_note, name="search-note"),
    path("desk/", desk_page, name="desk"),
    path("desk/find/", find, name="desk-find"),
    path("desk/<int:conversation_id>/", desk_page, name="desk-conversation"),
    path("desk/<int:conversation_id>/files/<uuid:client_id>/", post_from_desk, name="desk-file"),
    path("desk/<int:conversation_id>/owed/", owed, name="desk-owed"),
    path("desk/<int:conversation_id>/promises/<int:seq>/", promise, name="desk-promise"),
    path("desk/<int:conversation_id>/panel/", panel, name="desk-panel"),
    path("desk/<int:conversation_id>/knowledge/", knowledge, name="desk-knowledge"),
    path("desk/<int:conversation_id>/answers/<int:script_id>/", answer, name="desk-answer"),
    path("desk/<int:conversation_id>/ticks/", tick, name="desk-tick"),
    path("desk/<int:conversation_id>/why/", why, name="desk-why"),
    path("desk/<int:conversation_id>/receivers/", receivers, name="desk-receivers"),
    path(
        "desk/<int:conversation_id>/cards/<int:seq>/handled/", change_handled, name="change-handled"
    ),
]
