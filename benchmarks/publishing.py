"""The last whole run, in the page that explains its figures."""

BEGIN, NEXT = "## The last run\n", "\n## "


def published(page: str, *, report: str, results: str, said: str) -> str:
    """The page with this report in place of the one before; ValueError where it has no place."""
    before, found, after = page.partition(BEGIN)
    _, follows, rest = after.partition(NEXT)
    if not found or not follows:
        raise ValueError(f"docs/benchmarks.md has no section {BEGIN.strip()!r}")
    head = f"{said} ([{results}](../benchmarks/results/{results}))."
    return f"{before}{BEGIN}{head}\n\n{report}\n{NEXT}{rest}"
