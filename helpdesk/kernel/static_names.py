"""Static files under names that carry their content's hash, ES module imports included."""

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage

_FILES, _PATTERNS = vars(HashedFilesMixin)["_js_module_import_aggregation_patterns"]


class HashedStaticStorage(ManifestStaticFilesStorage):
    """A browser may keep every file for ever; a change of one changes its name."""

    support_js_module_import_aggregation = True
    # Without the last pattern, that of `import("…")` calls: our modules use it in JSDoc types
    # alone, where two modules may name each other (a test keeps real calls out).
    _js_module_import_aggregation_patterns = (_FILES, _PATTERNS[:-1])
    # One pass a level of imports: modules are small here, so chains of them are long.
    max_post_process_passes = 30
