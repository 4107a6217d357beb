/** The inbox of approvals: yes by one press, no with a reason; what is in the way stands at its question. */
import { ExpiredDialog } from "../desk/expired_dialog.js";
import { Toast } from "../desk/toast.js";
import { gettext } from "../i18n.js";
import { postDeed } from "../todo/deeds.js";

const find = (name) => document.querySelector(`[data-${name}]`);
const toast = new Toast(find("toast"));
const expired = new ExpiredDialog(find("expired"), { url: find("approvals").dataset.signIn, kept: () => [] });
const dialog = find("deny-dialog");
let question = null;

function problem(place, words) {
  place.textContent = words;
  place.hidden = !words;
}

/** The focus goes on to the next question, or to the word that there is none. */
function gone(row, words) {
  const [next] = [...document.querySelectorAll("[data-question]")].filter((other) => other !== row);
  row.remove();
  toast.say(words);
  const none = find("none");
  none.hidden = Boolean(next);
  (next?.querySelector("button, a") ?? none).focus();
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-deny]");
  if (button) {
    question = button.closest("[data-question]");
    const form = dialog.querySelector("form");
    form.reset();
    form.action = button.dataset.deny;
    dialog.querySelector("[data-deny-what]").textContent = button.dataset.title;
    problem(dialog.querySelector("[data-problem]"), "");
    dialog.showModal();
  } else if (target.closest("[data-cancel]")) dialog.close();
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-answer]");
  if (!form) return;
  event.preventDefault();
  const inDialog = dialog.contains(form);
  const row = inDialog ? question : form.closest("[data-question]");
  const fields = new URLSearchParams(new FormData(form, event.submitter?.name ? event.submitter : null));
  const came = await postDeed(form.getAttribute("action"), fields, () => expired.ask());
  if (came.problem) return problem((inDialog ? dialog : row).querySelector("[data-problem]"), came.problem);
  if (inDialog) dialog.close();
  return gone(row, { grant: gettext("批了，照办了。"), deny: gettext("没批，理由给他了。"), take_back: gettext("撤回了送审。") }[fields.get("answer")]);
});
