/** The sign in a person's circle, by the same rule as in the thread: 小梅 is 梅, Tom is T. */
import { initial } from "./thread/initial.js";

/** @param {ParentNode} [within] */
export function fillInitials(within = document) {
  for (const element of within.querySelectorAll("[data-initial-of]")) {
    element.textContent = initial(element.dataset.initialOf);
  }
}

fillInitials();
