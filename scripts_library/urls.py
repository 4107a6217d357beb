"""The pages of the script library."""

from django.urls import path

from scripts_library.knowledge.urls import urlpatterns as knowledge_patterns
from scripts_library.views import arranging, deeds, packs, page, starter, tables, words

urlpatterns = [
    path("scripts/", page.scripts, name="scripts"),
    path("scripts/new/", words.new_script, name="script-new"),
    path("scripts/pack/", packs.script_pack, name="script-pack"),
    path("scripts/preview/", words.preview, name="script-preview"),
    path("scripts/approve/", deeds.approve_some, name="script-approve"),
    path("scripts/arrange/", arranging.arrange, name="script-arrange"),
    path("scripts/arrange/folder/", arranging.folder, name="script-folder"),
    path("scripts/arrange/passage/", arranging.passage, name="script-passage"),
    path("scripts/wall/", arranging.wall, name="script-wall"),
    path("scripts/starter/", starter.starter, name="script-starter"),
    path("scripts/export/", tables.export, name="script-export"),
    path("scripts/import/", tables.upload, name="script-import"),
    path("scripts/import/<int:table_id>/", tables.report, name="script-import-report"),
    path("scripts/<int:script_id>/", page.script, name="script"),
    path("scripts/<int:script_id>/words/", words.save, name="script-words"),
    path("scripts/<int:script_id>/submit/", words.submit, name="script-submit"),
    path("scripts/<int:script_id>/restore/", words.restore, name="script-restore"),
    path("scripts/<int:script_id>/filing/", deeds.file, name="script-file"),
    path("scripts/<int:script_id>/review/", deeds.review, name="script-review"),
    path("scripts/<int:script_id>/use/", deeds.retire, name="script-use"),
    path("scripts/<int:script_id>/favourite/", deeds.favour, name="script-favourite"),
    *knowledge_patterns,
]
