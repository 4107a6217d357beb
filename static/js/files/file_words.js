/** Words about files. Pure. */
import { gettext, interpolate, pgettext } from "../i18n.js";

export const MB = 1024 * 1024;

/** 820 KB, 1.4 MB. @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < MB) return `${Math.round(bytes / 1024)} KB`;
  const size = bytes / MB;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} MB`;
}

/**
 * Why a file can't even be tried; "" when it can. The server looks at the bytes themselves.
 * @param {{name: string, size: number, type: string}} file
 * @param {{image_mb: number, file_mb: number, documents: boolean}} rules
 */
export function refusal({ name, size, type }, rules) {
  const image = isImage(type);
  const most = image ? rules.image_mb : rules.file_mb;
  if (!size) return say(gettext("「%(name)s」是空的，里面什么都没有。换一个再发。"), { name });
  if (!image && type && !rules.documents) return say(gettext("「%(name)s」没放进来：这家店只收图片。"), { name });
  if (size > most * MB) return say(gettext("「%(name)s」有 %(size)s，最多 %(most)s MB。压缩一下，或者拆成几个再发。"), { name, size: sizeText(size), most });
  return "";
}

/** @param {number} most @param {number} over */
export function tooMany(most, over) {
  return say(gettext("一次最多发 %(most)s 个，多的 %(over)s 个没放进来。先发这些，再选剩下的。"), { most, over });
}

/** @param {string} type as the browser tells it */
export function isImage(type) {
  return type.startsWith("image/");
}

/** Below a file that waits above the message box. */
export function stateText({ state, progress, why, changed, wanted, size }) {
  if (state === "failed") return why;
  if (state === "sending") return say(gettext("正在传 %(share)s"), { share: `${Math.round(progress * 100)}%` });
  if (state === "queued") return wanted ? gettext("等着传，传完就发") : gettext("等着传");
  return [sizeText(size), changed].filter(Boolean).join(" · ");
}

/** The line broke off in the middle. */
export function lostText() {
  return pgettext("an upload", "网断了，没传完。点「再试」，连上了也会自己再传");
}

export function say(sentence, values) {
  return interpolate(sentence, values, true);
}
