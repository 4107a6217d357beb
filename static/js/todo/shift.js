/** What calls a person at work: reminders as they come, and once a day what the shift begins with. */
import { Reminders } from "./reminders.js";

/** @param {import("../realtime/socket.js").Line} line @param {{id: number, role: string}} me */
export function mountShift(line, me) {
  const place = document.querySelector("[data-reminder]");
  const reminders = new Reminders(place, me);
  const offer = async (query = "") => {
    const { offerStart } = await import(/* later */ "./start.js");
    await offerStart(place.dataset.startPlace + query, () => line.reconnect());
  };
  const quietly = () => offer("").catch(() => {}); // the next time the line comes up asks again
  line.on("followup.reminded", (event) => reminders.hear(event));
  line.on("desk.welcome", quietly);
  document.querySelector("[data-start-again]")?.addEventListener("click", () => offer("?again=1").catch(() => {}));
  line.on("presence.changed", ({ presence }) => { if (presence.member.id === me.id && presence.state === "accepting") quietly(); });
}
