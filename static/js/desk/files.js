/** Pictures and files at the desk: the ways in, what waits above the message box, fresh addresses. */
import { csrfToken } from "../csrf.js";
import { bindPick } from "../files/pick.js";
import { mountWaiting } from "../files/waiting.js";

/**
 * @param {object} desk
 * @param {string} desk.root the desk's own address, `/desk/`
 * @param {() => import("./talk.js").Talk} desk.talk
 * @param {import("../realtime/outbox.js").Outbox} desk.outbox
 * @param {(name: string, fields: object) => Promise<any>} desk.command
 * @param {() => object} desk.rules
 * @param {(words: string) => void} desk.say
 */
export function mountFiles({ root, talk, outbox, command, rules, say }) {
  const foot = document.querySelector(".foot");
  const button = foot.querySelector("[data-attach]");
  /** What came with a script: the server has it already. @type {WeakMap<File, string>} */
  const ofScripts = new WeakMap();
  const waiting = mountWaiting({
    before: foot.querySelector("[data-text]").parentElement, rules, say,
    chat: () => (talk().conversation === null ? null : String(talk().conversation)),
    place({ id, chat, file }) {
      const [url, headers] = [`${root}${chat}/files/${id}/`, { "X-CSRFToken": csrfToken() }];
      const key = ofScripts.get(file);
      return key ? { url: `${url}script/${key}/`, headers, file: new File([], file.name) } : { url, headers };
    },
    onSend(chat, name, what) {
      outbox.add(chat, name, what);
      if (chat === String(talk().conversation)) talk().view.jumpToEnd();
    },
  });
  bindPick({
    button, box: foot.querySelector("[data-text]"), zone: document.querySelector("[data-talk]"),
    onFiles(files) {
      if (talk().lockedWords) return say(talk().lockedWords);
      waiting.add(files);
      foot.querySelector("[data-text]").focus();
    },
  });
  document.addEventListener("file:fresh", ({ detail }) => {
    detail.answer = command("file.address", { conversation: talk().conversation, seq: detail.seq });
  });
  /** @param {{key: string, file: File}[]} each */
  function addFromScript(each) {
    for (const { key, file } of each) ofScripts.set(file, key);
    waiting.add(each.map(({ file }) => file));
  }
  return { addFromScript, send: waiting.send, resume: waiting.resume, draw: waiting.draw, pick: () => button.click() };
}
