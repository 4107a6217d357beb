"""Static files of the tests: under their own names, and pages joined as they are in production.

A browser of a test is a new one that has kept nothing: of a desk in 150 modules it would ask for
each of them again, and the suite opens hundreds of desks.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage

from helpdesk.joined_pages import JOINED_PAGES
from helpdesk.kernel.joining.pages import join_page


class JoinedStaticStorage(StaticFilesStorage):
    """Production's, without hashed names and compressed copies: those cost seconds a run."""

    pages = {page.name: page for page in JOINED_PAGES}

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Beside what was collected, the joined files."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        for page in self.pages.values():
            for name, text in join_page(page, read).items():
                file = Path(self.path(name))
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
                yield name, name, True
