"""Static files under names that carry their content's hash, ES module imports included; the pages
that are joined as few files; and beside each file its gzipped form for whoever serves them:
WhiteNoise here, nginx by ``gzip_static``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from whitenoise.compress import Compressor

from helpdesk.kernel.joining.pages import JoinedPage, join_page

LATER = (
    r"""(?P<matched>import\(/\* later \*/ ["'](?P<url>\.[^"']+)["']\))""",
    """import("%(url)s")""",
)
"""A module fetched when it is first needed; the comment tells it from the types of JSDoc."""

_FILES, _PATTERNS = vars(HashedFilesMixin)["_js_module_import_aggregation_patterns"]


class HashedStaticStorage(ManifestStaticFilesStorage):
    """A browser may keep every file for ever; a change of one changes its name."""

    support_js_module_import_aggregation = True

    # The last pattern is that of `import("…")` calls, which JSDoc types look like, where two
    # modules may name each other: ours wants a comment in it (a test keeps other calls out).
    _js_module_import_aggregation_patterns = (_FILES, (*_PATTERNS[:-1], LATER))
    # One pass a level of imports: modules are small here, so chains of them are long.
    max_post_process_passes = 30

    def __init__(self, *args: Any, pages: Sequence[JoinedPage] = (), **options: Any) -> None:
        """Readable for whoever serves them: nginx is another user than who collects them. What
        people upload is not (FILE_UPLOAD_PERMISSIONS)."""
        self.pages = {page.name: page for page in pages}
        options |= {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755}
        super().__init__(*args, **options)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Join, name, then compress those that a page can name. Brotli would take minutes."""
        if not dry_run:
            paths |= {name: (self, name) for name in self._join(paths)}
        named: set[str] = set()
        for name, hashed, processed in super().post_process(paths, dry_run, **options):
            if hashed and not isinstance(processed, Exception):
                named.add(hashed)
            yield name, hashed, processed
        compressor = Compressor(use_brotli=False, quiet=True)
        for name in sorted(named):
            if compressor.should_compress(name):
                compressor.compress(self.path(name))

    def _join(self, paths: dict[str, Any]) -> Iterator[str]:
        """Write what joins the pages, beside what was collected; the names."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        for page in self.pages.values():
            for name, text in join_page(page, read).items():
                file = Path(self.path(name))
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
                yield name
