/**
 * The choices in the "me" menu: how to send, light or dark. In force at once; told to the server so
 * that they follow the person, and kept in this browser when it can't be reached.
 *
 * Usage: `<form action="/preferences/" data-preference="theme">` with radio buttons. Fires
 * `theme:chosen` and `send_key:chosen` on the document, with the value as detail.
 */
import { csrfToken } from "./csrf.js";
import { gettext } from "./i18n.js";

for (const form of document.querySelectorAll("form[data-preference]")) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    document.dispatchEvent(new CustomEvent(`${name}:chosen`, { detail: value }));
    tell(form.action, name, value);
  });
}

/** @param {string} url @param {string} name @param {string} value */
async function tell(url, name, value) {
  const note = document.querySelector("[data-preference-note]");
  const body = new URLSearchParams({ [name]: value });
  const saved = await fetch(url, { method: "POST", body, keepalive: true, headers: { "X-CSRFToken": csrfToken() }, redirect: "manual" })
    .then((answer) => answer.status === 204).catch(() => false);
  note.hidden = saved;
  note.textContent = saved ? "" : gettext("这次没存上，网断了或登录过期了；这一页里照您选的来。");
}
