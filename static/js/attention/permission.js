/** What the browser says of notifications, in words; asking it is for a press alone. */
import { gettext } from "../i18n.js";

/** @returns {"granted"|"denied"|"default"|"none"} */
export function permission() {
  return globalThis.Notification?.permission ?? "none";
}

/** @returns {Promise<ReturnType<typeof permission>>} */
export async function askPermission() {
  try {
    if (permission() === "default") await Notification.requestPermission();
  } catch { /* an old browser that wants a callback: its answer is read all the same */ }
  return permission();
}

/** @param {ReturnType<typeof permission>} state @param {boolean} wanted @returns {{words: string, problem: boolean}} */
export function permissionWords(state, wanted) {
  if (!wanted) return { words: "", problem: false };
  switch (state) {
    case "granted": return { words: gettext("浏览器已经允许。"), problem: false };
    case "denied": return { words: gettext("浏览器里这个网站的通知是关的，这里打不开。点地址栏左边的图标，把「通知」改成允许，再刷新。没改之前，声音、标题和图标照常提醒。"), problem: true };
    case "default": return { words: gettext("浏览器还没答应：刚才那句没点允许。关掉再打开这一项，它会再问您一次。声音和标题照常。"), problem: true };
    default: return { words: gettext("这个浏览器不会弹通知。声音、标题和图标照常提醒。"), problem: true };
  }
}
