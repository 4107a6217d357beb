/**
 * How a person wants to be called, told to whoever has to know: this page by an event, the same
 * person's other tabs by a channel.
 *
 * @typedef {{volume: number, sound_new: boolean, sound_message: boolean, sound_late: boolean,
 *   notify: boolean, notify_new: boolean, notify_message: boolean, notify_late: boolean,
 *   notify_words: boolean, title_count: boolean, icon_mark: boolean}} Choices
 */

const CHANNEL = "helpdesk:attention";
const EVENT = "attention:chosen";

/** @param {HTMLFormElement} form @returns {Choices} */
export function choicesIn(form) {
  const ticks = [...form.querySelectorAll("input[type=checkbox]")].map(({ name, checked }) => [name, checked]);
  return { ...Object.fromEntries(ticks), volume: Number(form.elements.volume.value) };
}

/** @param {string} person @param {Choices} choices */
export function tellChoices(person, choices) {
  document.dispatchEvent(new CustomEvent(EVENT, { detail: choices }));
  if (!globalThis.BroadcastChannel) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ person, choices });
  channel.close();
}

/** @param {string} person @param {(choices: Choices) => void} hear */
export function hearChoices(person, hear) {
  document.addEventListener(EVENT, ({ detail }) => hear(detail));
  if (!globalThis.BroadcastChannel) return;
  new BroadcastChannel(CHANNEL).addEventListener("message", ({ data }) => {
    if (data.person === person) hear(data.choices);
  });
}
