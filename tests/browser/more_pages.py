"""The pages of the apps that list theirs in a file of their own."""

from tests.browser.case_pages import CASE_PAGES
from tests.browser.door_pages import DOOR_PAGES
from tests.browser.register_pages import REGISTER_PAGES
from tests.browser.script_pages import SCRIPT_PAGES, at
from tests.browser.todo_pages import TODO_PAGES
from tests.browser.wizard_pages import WIZARD_PAGES

__all__ = ["MORE_PAGES", "at"]

MORE_PAGES = {
    **DOOR_PAGES,
    **SCRIPT_PAGES,
    **TODO_PAGES,
    **CASE_PAGES,
    **WIZARD_PAGES,
    **REGISTER_PAGES,
}
