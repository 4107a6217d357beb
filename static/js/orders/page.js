/** One order on a page of its own: what its card can do beside a chat, it can do here. */
import { OrderCards } from "../desk/order_cards.js";
import { Reveals } from "../desk/reveals.js";
import { Toast } from "../desk/toast.js";
import { clockTime, dayName } from "../thread/times.js";

const root = document.querySelector("[data-order-page]");
const toast = new Toast(document.querySelector("[data-toast]"));
const say = (words, undo) => toast.say(words, undo);
const onSignedOut = () => location.assign(`${root.dataset.signInUrl}?next=${encodeURIComponent(location.pathname)}`);

/** Times as the desk says them: 今天 14:26. */
function sayTimes() {
  for (const time of root.querySelectorAll("time[data-when]")) {
    const at = Date.parse(time.dateTime);
    time.textContent = `${dayName(at, Date.now())} ${clockTime(at)}`;
  }
}

new OrderCards(root, { say, onFilled: sayTimes, onSignedOut });
new Reveals(root, { said: document.querySelector("[data-order-said]"), say, onSignedOut });
sayTimes();
