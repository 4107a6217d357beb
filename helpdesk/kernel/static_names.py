"""Static files under names that carry their content's hash, ES module imports included."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedStaticStorage(ManifestStaticFilesStorage):
    """A browser may keep every file for ever; a change of one changes its name."""

    support_js_module_import_aggregation = True
