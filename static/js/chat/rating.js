/**
 * How it was, asked once after a reception: five levels, a few words if one likes. Kept apart from
 * orders and refunds. Fetched when it is asked (main.js); what was chosen stays while the line
 * is down. The words are the form's own.
 */
import { room, view } from "./main.js";

const form = document.getElementById("rating");
const part = (name) => form.querySelector(`[data-${name}]`);
const [title, more, problem, submit] = ["title", "more", "problem", "submit"].map(part);
const { comment } = form.elements;
let asked = null;

function say(words) {
  problem.textContent = words;
  problem.hidden = !words;
}

function keepEnd() {
  if (view.keeper.stuck) view.keeper.toBottom();
}

async function tell(score) {
  submit.disabled = true;
  say("");
  try {
    await room.line.command("rating.give", { session: asked.session, score, comment: comment.value.trim() });
  } catch (error) {
    say(error.unanswered ? form.dataset.lost : `${error.message}${error.action}`);
  }
  submit.disabled = false;
}

function show() {
  const { rating } = room;
  if (rating?.session === asked?.session) return;
  asked = rating;
  form.hidden = !rating;
  if (!rating) return;
  form.reset();
  more.hidden = true;
  say("");
  title.textContent = rating.agent ? form.dataset.named.replace("{name}", rating.agent) : form.dataset.nameless;
  keepEnd();
}

form.addEventListener("change", () => {
  more.hidden = false;
  keepEnd();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const score = Number(form.elements.score.value);
  if (score) tell(score);
  else say(form.dataset.first);
});
part("decline").addEventListener("click", () => tell(0));
document.addEventListener("chat:rating", show);
show();
