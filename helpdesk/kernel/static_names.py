"""Static files under names that carry their content's hash, ES module imports included; the pages
that are joined as few files; and beside each file its gzipped form for whoever serves them:
WhiteNoise here, nginx by ``gzip_static``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import normpath
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from whitenoise.compress import Compressor

from helpdesk.kernel.joining.pages import JoinedPage, join_page

LATER = (
    r"""(?P<matched>import\(/\* later \*/ ["'](?P<url>\.[^"']+)["']\))""",
    """import("%(url)s")""",
)
"""A module fetched when it is first needed; the comment tells it from the types of JSDoc."""

KEPT_AS_THEY_ARE = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
"""Maps of the sources are asked for by nobody but an open debugger, and are the largest."""

_FILES, _PATTERNS = vars(HashedFilesMixin)["_js_module_import_aggregation_patterns"]


class HashedStaticStorage(ManifestStaticFilesStorage):
    """A browser may keep every file for ever; a change of one changes its name.

    A file is named after those that it names. Django names all in any order, again and again
    until no name changes: seven times here, and the API's page alone brings megabytes.
    """

    support_js_module_import_aggregation = True

    # The last pattern is that of `import("…")` calls, which JSDoc types look like, where two
    # modules may name each other: ours wants a comment in it (a test keeps other calls out).
    _js_module_import_aggregation_patterns = (_FILES, (*_PATTERNS[:-1], LATER))

    def __init__(self, *args: Any, pages: Sequence[JoinedPage] = (), **options: Any) -> None:
        """Readable for whoever serves them: nginx is another user than who collects them. What
        people upload is not (FILE_UPLOAD_PERMISSIONS)."""
        self.pages = {page.name: page for page in pages}
        self._paths: dict[str, Any] = {}
        self._named: dict[str, list[Any]] = {}
        self._under_way: list[str] = []
        self._adjustable: list[str] = []
        options |= {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755}
        super().__init__(*args, **options)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Join, name, then compress those that a page can name. Brotli would take minutes.

        Raises RuntimeError with the circle when modules import one another in one.
        """
        if not dry_run:
            paths |= {name: (self, name) for name in self._join(paths)}
        self._paths, self._named, self._under_way = paths, {}, []
        named: set[str] = set()
        for name, hashed, processed in super().post_process(paths, dry_run, **options):
            if hashed and not isinstance(processed, Exception):
                named.add(hashed)
            yield name, hashed, processed
        compressor = Compressor(KEPT_AS_THEY_ARE, use_brotli=False, quiet=True)
        for name in sorted(named):
            if compressor.should_compress(name):
                compressor.compress(self.path(name))

    def _post_process(
        self, paths: dict[str, Any], adjustable_paths: list[str], hashed_files: dict[str, str]
    ) -> Iterator[Any]:
        """Django's one pass over all; it asks for a second one, which has nothing to do."""
        for name in paths:
            if name not in self._named:
                self._name(name, adjustable_paths, hashed_files)
            for _name, hashed, processed, _changed in self._named[name]:
                yield name, hashed, processed, False

    def _name(self, name: str, adjustable_paths: list[str], hashed_files: dict[str, str]) -> None:
        """One file; while it is read, `_stored_name` comes for each file named in it."""
        self._adjustable = adjustable_paths
        if name in self._under_way:
            raise RuntimeError(" → ".join([*self._under_way[self._under_way.index(name) :], name]))
        self._under_way.append(name)
        one = {name: self._paths[name]}
        done = super()._post_process(one, adjustable_paths, hashed_files)  # type: ignore[misc]
        self._named[name] = list(done)
        self._under_way.pop()

    def _stored_name(self, name: str, hashed_files: dict[str, str]) -> str:
        wanted = normpath(name)
        if wanted in self._paths and wanted not in self._named:
            self._name(wanted, self._adjustable, hashed_files)
        return str(super()._stored_name(name, hashed_files))  # type: ignore[misc]

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
