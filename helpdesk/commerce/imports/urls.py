from django.urls import path

from helpdesk.commerce.imports.views import deeds, pages, report
from helpdesk.commerce.imports.views.columns import choose_columns
from helpdesk.commerce.imports.views.undoing import kept, undo, undo_page
from helpdesk.commerce.imports.views.uploading import upload

urlpatterns = [
    path("imports/", pages.imports, name="imports"),
    path("imports/upload/", upload, name="import-upload"),
    path("imports/blank.csv", report.blank_table, name="import-blank"),
    path("imports/<int:import_id>/", pages.show_import, name="import"),
    path("imports/<int:import_id>/columns/", pages.columns, name="import-columns"),
    path("imports/<int:import_id>/mapping/", choose_columns, name="import-mapping"),
    path("imports/<int:import_id>/progress/", pages.progress, name="import-progress"),
    path("imports/<int:import_id>/rows/", pages.rows, name="import-rows"),
    path("imports/<int:import_id>/report.csv", report.wrong_rows, name="import-report"),
    path("imports/<int:import_id>/sheet/", deeds.sheet, name="import-sheet"),
    path("imports/<int:import_id>/reading/", deeds.reading, name="import-reading"),
    path("imports/<int:import_id>/write/", deeds.write, name="import-write"),
    path("imports/<int:import_id>/stop/", deeds.stop, name="import-stop"),
    path("imports/<int:import_id>/go-on/", deeds.go_on, name="import-go-on"),
    path("imports/<int:import_id>/undo/", undo_page, name="import-undo"),
    path("imports/<int:import_id>/undo/start/", undo, name="import-undo-start"),
    path("imports/<int:import_id>/kept/", kept, name="import-kept"),
    path("imports/<int:import_id>/discard/", deeds.discard_import, name="import-discard"),
]
