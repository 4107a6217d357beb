"""The pages of what a shop knows of its goods."""

from django.urls import path

from scripts_library.knowledge.views import answers, deeds, lists, page, tables

SHEET = "scripts/knowledge/sheet/<int:sheet_id>/"

urlpatterns = [
    path("scripts/knowledge/", lists.products, name="knowledge"),
    path("scripts/knowledge/categories/", lists.categories, name="knowledge-categories"),
    path("scripts/knowledge/category/", page.category, name="knowledge-category"),
    path("scripts/knowledge/category/save/", deeds.save, name="knowledge-category-save"),
    path("scripts/knowledge/category/answer/", answers.write, name="knowledge-category-answer"),
    path("scripts/knowledge/<int:product_id>/", page.product, name="knowledge-product"),
    path("scripts/knowledge/<int:product_id>/save/", deeds.save, name="knowledge-save"),
    path("scripts/knowledge/<int:product_id>/answer/", answers.write, name="knowledge-answer"),
    path("scripts/knowledge/answer/<int:script_id>/asks/", answers.asks, name="knowledge-asks"),
    path("scripts/knowledge/export/", tables.export, name="knowledge-export"),
    path("scripts/knowledge/import/", tables.upload, name="knowledge-import"),
    path(
        "scripts/knowledge/import/<int:knowledge_table_id>/",
        tables.report,
        name="knowledge-import-report",
    ),
    path(SHEET, page.sheet, name="knowledge-sheet"),
    path(SHEET + "review/", deeds.review, name="knowledge-review"),
    path(SHEET + "recheck/", deeds.recheck, name="knowledge-recheck"),
    path(SHEET + "restore/", deeds.restore, name="knowledge-restore"),
    path(SHEET + "use/", deeds.retire, name="knowledge-use"),
]
