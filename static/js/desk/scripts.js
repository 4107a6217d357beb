/**
 * Scripts at the desk. What sending needs is here; the picker and the scripts themselves come when the
 * desk has nothing better to do, or with the first slash.
 */
import { gettext } from "../i18n.js";

/**
 * @param {object} desk
 * @param {{pack: string, version: string, values: string, keep: string, library: string, files: string}|null} desk.config
 * @param {string} desk.scope whose desk it is
 * @param {HTMLElement} desk.foot
 * @param {import("./composer.js").Composer} desk.composer
 * @param {() => import("./talk.js").Talk} desk.talk
 * @param {{addFromScript: (each: {key: string, file: File}[]) => void}} desk.files
 * @param {import("../realtime/socket.js").Line} desk.line
 * @param {(words: string) => void} desk.say
 */
export function mountScripts({ config, scope, foot, composer, talk, files, line, say }) {
  const button = foot.querySelector("[data-scripts]");
  if (!config) return { take: () => ({}), goods: () => [], open: () => {}, keep: () => {} };
  let coming = null;
  let part = null;
  const load = () => (coming ??= import(/* later */ "../scripts/mount.js").then(({ mountPicker }) => {
    part = mountPicker({ config, scope, foot, composer, talk, files, say });
    return part;
  }).catch((error) => { coming = null; throw error; }));
  const open = () => load().then((ready) => ready.open(), () => say(gettext("网断了，话术没取到。连上再点一次")));

  button.hidden = false;
  button.addEventListener("click", open);
  const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 600));
  idle(() => load().catch(() => {}), { timeout: 4000 });
  line.on("library.changed", ({ revision }) => part?.heard(revision));
  return {
    open,
    /** What a message began as, if it still is that. @param {string} text @returns {{script?: {id: number, version: number}}} */
    take: (text) => part?.take(text) ?? {},
    /** The products that go along with what was just taken. @returns {[number, string][]} */
    goods: () => part?.goods() ?? [],
    /** A sent message on its way into the library. @param {number} seq */
    keep: (seq) => location.assign(config.keep.replace("/0/0/", `/${talk().conversation}/${seq}/`)),
  };
}
