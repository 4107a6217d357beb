/**
 * How it was, asked once after a reception: five levels, a few words if one likes. Kept apart from
 * orders and refunds. What was chosen stays while the line is down.
 */
import { gettext, interpolate } from "../i18n.js";

/**
 * @param {HTMLFormElement} form
 * @param {{give: (fields: {session: number, score: number, comment: string}) => Promise<unknown>, onShown: () => void}} options
 */
export function mountRating(form, { give, onShown }) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [title, more, problem, submit] = ["title", "more", "problem", "submit"].map(part);
  const comment = form.elements.comment;
  let asked = null;

  const say = (words) => {
    problem.textContent = words;
    problem.hidden = !words;
  };
  const tell = async (score) => {
    submit.disabled = true;
    say("");
    try {
      await give({ session: asked.session, score, comment: comment.value.trim() });
    } catch (error) {
      say(error.unanswered ? gettext("网络断了，没交上。选的和写的都在，连上再试一次") : `${error.message}${error.action}`);
    }
    submit.disabled = false;
  };
  form.addEventListener("change", () => {
    more.hidden = false;
    onShown();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const score = Number(form.elements.score.value);
    if (score) tell(score);
    else say(gettext("先选一个"));
  });
  part("decline").addEventListener("click", () => tell(0));

  return {
    /** @param {{session: number, agent: string|null}|null} rating what is asked now */
    show(rating) {
      if (rating?.session === asked?.session) return;
      asked = rating;
      form.hidden = !rating;
      if (!rating) return;
      form.reset();
      more.hidden = true;
      say("");
      title.textContent = rating.agent ? interpolate(gettext("这次%s帮到您了吗？"), [rating.agent]) : gettext("这次帮到您了吗？");
      onShown();
    },
  };
}
