/* The chat of a shop on the shop's own pages: a button, and the chat in a frame. docs/widget.md */
(() => {
  "use strict";
  const tag = document.currentScript;
  if (!tag || window.Helpdesk || !tag.dataset.shop) return;
  const { shop, theme = "", lang = "", position, user, userName, userExpires, userHash } = tag.dataset;
  const site = new URL(tag.src).origin;
  const base = `${site}/chat/${encodeURIComponent(shop)}/`;
  const KEY = `helpdesk:${shop}`;
  const SLOW_MS = 12000;
  const MOST_PAGES = 10;
  const query = `lang=${encodeURIComponent(lang)}&theme=${encodeURIComponent(theme)}`;
  const listeners = {};
  let product = tag.dataset.product || "";
  const signed = ({ id, name = "", expires, hash = "" }) => ({ number: String(id), name, expires: Number(expires) || 0, hash });
  let person = user ? signed({ id: user, name: userName, expires: userExpires, hash: userHash }) : null;
  let look, button, badge, told, panel, frame, problem, timer;
  let opened = false;
  let ready = false;
  let unread = 0;

  /* The host's storage may be forbidden; then it is only a little slower. */
  const keep = (store, key, value) => {
    try { window[store].setItem(key, JSON.stringify(value)); } catch { /* not kept */ }
  };
  const kept = (store, key) => {
    try { return JSON.parse(window[store].getItem(key)); } catch { return null; }
  };

  const tell = (name, detail) => (listeners[name] || []).forEach((listener) => listener(detail));
  const post = (what, fields) => {
    if (ready || what === "hello") frame?.contentWindow?.postMessage({ ...fields, helpdesk: what }, site);
  };

  /* Pages of this tab, newest last, without their query: told once the chat is there. */
  const pages = () => kept("sessionStorage", `${KEY}:pages`) || [];
  function notifyPage({ title = document.title, url = location.href } = {}) {
    const { origin, pathname } = new URL(url, location.href);
    const page = { title, url: origin + pathname, product, at: Date.now() };
    const before = pages();
    const last = before[before.length - 1];
    if (last && last.url === page.url && last.product === product) before.pop();
    keep("sessionStorage", `${KEY}:pages`, [...before, page].slice(-MOST_PAGES));
    post("page", { page });
  }

  const make = (name, parent, fields) => {
    const element = Object.assign(document.createElement(name), fields);
    parent?.append(element);
    return element;
  };
  const CSS = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 auto!important;width:0!important;height:0!important;overflow:visible!important;z-index:2147483647!important;font:600 15px/1.4 "PingFang SC","Microsoft YaHei",system-ui,sans-serif!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box}
[hidden]{display:none!important}
.launch{position:fixed;bottom:calc(20px + env(safe-area-inset-bottom));right:20px;display:flex;align-items:center;gap:8px;height:56px;padding:0 20px 0 17px;border:0;border-radius:28px;background:var(--c);color:#fff;font:inherit;cursor:pointer;box-shadow:0 6px 20px -6px rgb(60 50 30/.5),0 1px 3px rgb(60 50 30/.2)}
.launch:focus-visible,.problem button:focus-visible{outline:3px solid #fff;outline-offset:-6px;box-shadow:0 0 0 3px var(--c)}
svg{width:22px;height:22px;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.badge{position:absolute;top:-5px;right:-3px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;border:2px solid #fff;background:#b3261e;color:#fff;font-size:12px;line-height:18px;text-align:center}
.told{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.panel{position:fixed;bottom:calc(92px + env(safe-area-inset-bottom));right:20px;width:380px;height:min(600px,calc(100dvh - 112px));border-radius:14px;overflow:hidden;background:#f4f2ee;box-shadow:0 18px 48px -12px rgb(60 50 30/.35),0 0 0 1px rgb(60 50 30/.18)}
.dark .panel{background:#121314;box-shadow:0 20px 56px -12px #000,0 0 0 1px #3d4144}
.left .launch,.left .panel{right:auto;left:20px}
.panel:not(.open){visibility:hidden}
iframe{display:block;width:100%;height:100%;border:0;color-scheme:normal}
.problem{position:absolute;inset:0;display:grid;place-content:center;gap:12px;padding:24px;background:inherit;color:#1f2123;text-align:center}
.dark .problem{color:#ebe8e2}
.problem button{min-height:44px;padding:0 16px;border:0;border-radius:6px;background:var(--c);color:#fff;font:inherit;cursor:pointer}
@media(max-width:560px),(max-height:420px){.panel{inset:0!important;width:auto;height:auto;border-radius:0;box-shadow:none}.launch.open{visibility:hidden}}`;

  function draw() {
    const host = make("div");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    const box = make("div", root, { className: `${position || look.position} ${dark ? "dark" : ""}` });
    box.style.setProperty("--c", look.colour);
    panel = make("div", box, { className: "panel", id: "panel", role: "dialog", ariaLabel: look.words.title });
    problem = make("div", panel, { className: "problem", hidden: true, textContent: look.words.problem });
    make("button", problem, { textContent: look.words.again, onclick: load });
    button = make("button", box, { className: "launch", type: "button" });
    button.setAttribute("aria-controls", "panel");
    button.ariaHasPopup = "dialog";
    const [svg, path] = ["svg", "path"].map((each) => document.createElementNS("http://www.w3.org/2000/svg", each));
    svg.setAttribute("viewBox", "0 0 24 24");
    path.setAttribute("d", "M3 20l1.3-3.9a9 8 0 1 1 3.4 2.9z");
    svg.append(path);
    button.append(svg);
    make("span", button);
    badge = make("span", button, { className: "badge", ariaHidden: "true" });
    told = make("span", box, { className: "told", role: "status" });
    button.onclick = () => (opened ? close() : open());
    box.onkeydown = (event) => { if (event.key === "Escape" && opened) close(); };
    document.body.append(host);
    try { // above every z-index of the page
      host.popover = "manual";
      host.showPopover();
    } catch { /* an older browser: the z-index has to do */ }
    name();
  }

  function name() {
    const { words } = look;
    const news = unread && !opened ? words.unread.replace("%(count)s", unread) : "";
    button.children[1].textContent = opened ? words.close : words.open;
    button.ariaLabel = button.children[1].textContent + (news && `, ${news}`);
    button.ariaExpanded = opened;
    button.classList.toggle("open", opened);
    panel.classList.toggle("open", opened);
    badge.textContent = news && (unread > 99 ? "99+" : unread);
    badge.hidden = !news;
    if (told.textContent !== news) told.textContent = news;
  }

  function load() {
    clearTimeout(timer);
    ready = false;
    problem.hidden = true;
    frame?.remove();
    frame = make("iframe", null, {
      title: look.words.title,
      referrerPolicy: "strict-origin", // so that the server knows which site asks
      onload: () => post("hello", { pages: pages(), person }),
      src: `${base}?embed=1&${query}`,
    });
    panel.prepend(frame);
    if (look.allowed) timer = setTimeout(() => { problem.hidden = ready; }, SLOW_MS);
  }

  function open() {
    if (!look) { opened = true; return; } // as soon as it can
    opened = true;
    if (!frame) load();
    name();
    post("shown", { opened });
    frame.focus();
    tell("open");
  }

  function close() {
    if (!opened) return;
    opened = false;
    if (!look) return;
    name();
    post("shown", { opened });
    button.focus();
    tell("close");
  }

  const heard = {
    ready({ known }) {
      ready = true;
      clearTimeout(timer);
      problem.hidden = true;
      if (known) keep("localStorage", KEY, 1); // there is a thread: next time its badge is worth a load
      post("shown", { opened });
    },
    unread({ count }) {
      if (count === unread) return;
      unread = count;
      if (count) keep("localStorage", KEY, 1);
      name();
      tell("unread", count);
    },
    identity({ known, code = "", message = "" }) {
      if (!known) console.warn(`Helpdesk: ${message} (${code})`);
      tell("identity", { known, code, message });
    },
    close,
  };
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== site || !frame || source !== frame.contentWindow) return;
    const does = data && Object.hasOwn(heard, data.helpdesk) && heard[data.helpdesk];
    if (does) does(data);
  });
  addEventListener("online", () => (look ? frame && !ready && load() : begin()));
  addEventListener("popstate", () => notifyPage());

  window.Helpdesk = Object.freeze({
    open,
    close,
    notifyPage,
    setProduct(next) {
      product = String(next ?? "");
      notifyPage();
    },
    /* {id, name, expires, hash}, or null when the person signs out. */
    identify(next) {
      person = next ? signed(next) : null;
      post("identify", { person });
      if (person && look && !frame) load();
    },
    on(event, listener) { (listeners[event] ||= []).push(listener); },
  });

  function start(found) {
    if (look) return;
    look = found;
    draw();
    notifyPage();
    if (!look.allowed) console.warn(`Helpdesk: ${look.words.not_allowed}`);
    if (opened) open();
    else if (person || kept("localStorage", KEY)) {
      (window.requestIdleCallback || setTimeout)(() => frame || load());
    }
  }

  async function begin() {
    const before = kept("sessionStorage", `${KEY}:look`);
    if (before) start(before);
    try {
      const answer = await fetch(`${base}look.json?${query}`, { credentials: "omit" });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      keep("sessionStorage", `${KEY}:look`, found);
      start(found);
    } catch (error) {
      if (!look) console.warn(`Helpdesk: ${base} did not answer (${error.message}). connect-src, data-shop?`);
    }
  }

  if (document.body) begin();
  else addEventListener("DOMContentLoaded", begin);
})();
