/** One more colleague to invite: Django's formset counts its lines in a field of its own. */
import { moreLines } from "./lines.js";

const root = document.querySelector("[data-invitees]");
const button = root.querySelector("[data-invitee-more]");
const total = document.querySelector("[name=form-TOTAL_FORMS]");
const most = Number(document.querySelector("[name=form-MAX_NUM_FORMS]").value);
const list = root.querySelector("[data-invitee-list]");

moreLines(list, button, {
  first: 0,
  onMore(count) {
    total.value = String(count);
    button.hidden = count >= most;
  },
});
