"""The pages of follow-ups."""

from django.urls import path

from helpdesk.followups.views import deeds, duties, duty, radar, start

urlpatterns = [
    path("todo/", radar.radar, name="todo"),
    path("todo/now/", radar.radar_now, name="todo-now"),
    path("todo/count/", radar.due_count, name="todo-count"),
    path("todo/deed/", deeds.deed, name="todo-deed"),
    path("todo/<int:followup_id>/tick/", deeds.tick_one, name="todo-tick"),
    path("todo/start/", start.start, name="todo-start"),
    path("todo/start/dismiss/", start.dismiss, name="todo-start-dismiss"),
    path("todo/note/", deeds.note, name="todo-note"),
    path("todo/duties/", duties.duties, name="todo-duties"),
    path("todo/duties/starters/", duties.lay, name="todo-duties-lay"),
    path("todo/duties/new/", duty.new_duty, name="todo-duty-new"),
    path("todo/duties/preview/", duty.preview, name="todo-duty-preview"),
    path("todo/duties/<int:template_id>/", duty.duty, name="todo-duty"),
    path("todo/duties/<int:template_id>/end/", duty.end, name="todo-duty-end"),
    path("todo/duties/retry/", duties.retry, name="todo-duties-retry"),
    path("todo/duties/<int:template_id>/switch/", duties.switch, name="todo-duty-switch"),
    path("todo/<int:followup_id>/", radar.one, name="todo-one"),
    path("todo/<int:followup_id>/card/", radar.card, name="todo-card"),
]
