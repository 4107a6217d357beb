"""What axe-core finds on a page that keeps people out: what it calls serious or critical."""

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OF_LESS_WEIGHT = (
    "aria-allowed-role",
    "aria-deprecated-role",
    "empty-heading",
    "empty-table-header",
    "form-field-multiple-labels",
    "heading-order",
    "image-redundant-alt",
    "landmark-banner-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-main-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
    "landmark-one-main",
    "landmark-unique",
    "meta-viewport",
    "meta-viewport-large",
    "no-autoplay-audio",
    "page-has-heading-one",
    "presentation-role-conflict",
    "region",
    "scope-attr-valid",
    "skip-link",
)
"""Rules whose findings are moderate or minor: not looked for, as they would not be told."""

SOURCE = Axe().axe_script
AXE = "/static/axe.js"
"""Where the tests serve it: half a megabyte is compiled once for all pages of a tab."""
RUN = "async (options) => (await axe.run(options)).violations"
WEIGHTY = ("serious", "critical")
FOUND = (
    f"async (options) => (await ({RUN})(options)).some((it) => {[*WEIGHTY]}.includes(it.impact))"
)


def serious(page: Page, rules: list[str] | None) -> Iterator[str]:
    """Of these rules, or of all that weigh; the page keeps axe for the next look.

    To name every element that it looks at is a third of axe's work: it is asked for names only
    once something has been found.
    """
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
    if rules is None:
        options["rules"] = {rule: {"enabled": False} for rule in OF_LESS_WEIGHT}
    else:
        options["runOnly"] = {"type": "rule", "values": rules}
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(url=AXE)
    if not page.evaluate(FOUND, {**options, "selectors": False}):
        return
    for violation in page.evaluate(RUN, options):
        if violation["impact"] in WEIGHTY:
            node = violation["nodes"][0]
            why = (node["any"] or node["all"] or node["none"] or [{"message": ""}])[0]["message"]
            yield f"{violation['id']} {[each['target'] for each in violation['nodes']]} {why}"
