// Made by `make messages` from locale/en/LC_MESSAGES/djangojs.po. Do not edit.
window.helpdeskCatalogue = {
  "%(count)s 条新消息": ["", ""],
  "%(count)s 条等着发。": ["", ""],
};
