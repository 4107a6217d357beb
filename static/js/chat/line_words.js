/** How the line stands, in words: in the header, and after a moment in a strip. */
import { gettext, interpolate, ngettext } from "../i18n.js";

const CALM_MS = 1200;

function whyStopped({ code }) {
  if (code === 4404) return gettext("没有这家店，请核对网址");
  if (code === 4403) return gettext("这个网页不能打开这家店的客服");
  return gettext("没连上，请刷新页面再试");
}

/** Whether somebody is there, not only the line. */
function online(session, queue, open) {
  if (queue?.mode === "leave") return gettext("客服不在，可以留言");
  if (session?.state === "active" && session.agent) {
    return interpolate(gettext("在线 · %(name)s在为您服务"), { name: session.agent.name }, true);
  }
  if (!open) return gettext("客服不在，可以留言");
  return gettext("在线");
}

export function mountLineWords({ line, words, dot, strip, waitingWords, retry, session, queue, open, waiting, durable }) {
  let detail = { state: line.state, code: null };
  let everOpen = false;
  let timer = null;

  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };

  const draw = () => {
    const { state } = detail;
    dot.dataset.line = state;
    if (state === "open") write(words, online(session(), queue(), open()));
    else if (state === "stopped") write(words, whyStopped(detail));
    else if (state === "connecting" && !everOpen) write(words, gettext("正在连接"));
    else write(words, gettext("网络断开，正在重连"));
    const count = waiting();
    const tail = count ? interpolate(ngettext("%(count)s 条等着发。", "%(count)s 条等着发。", count), { count }, true) : "";
    const keep = durable() ? gettext("连上后自动发出，不用重打。") : gettext("连上后自动发出；这个浏览器不让保存，发完前别关页面。");
    write(waitingWords, keep + tail);
  };

  const showStrip = (on) => {
    if (on) {
      timer ??= setTimeout(() => { strip.hidden = false; }, CALM_MS);
      return;
    }
    clearTimeout(timer);
    timer = null;
    strip.hidden = true;
  };

  line.on("state", (next) => {
    detail = next;
    if (next.state === "open") everOpen = true;
    if (next.state === "open" || next.state === "stopped") showStrip(false);
    else if (next.state === "waiting") showStrip(true);
    draw();
  });
  retry.addEventListener("click", () => line.retryNow());
  draw();
  return { draw };
}
