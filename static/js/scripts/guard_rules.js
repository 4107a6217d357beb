/**
 * The form of a guard rule and its test box: a sentence is judged while it is written, with the rule as
 * it stands in the form; the rule is tried on what was sent when somebody presses. Nothing is stored.
 */
import { csrfToken } from "../csrf.js";
import { gettext, interpolate } from "../i18n.js";

const PAUSE_MS = 200;

/** Whether a part of the form belongs to a kind of rule. @param {string} names @param {string} kind */
export function belongs(names, kind) {
  return names.split(" ").includes(kind);
}

/** @param {HTMLFormElement|null} form the rule's, where one is open @param {string} sentence */
export function fieldsOf(form, sentence) {
  const fields = new URLSearchParams();
  if (form) for (const [name, value] of new FormData(form)) if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields.append(name, value);
  fields.set("sentence", sentence);
  return fields;
}

function post(url, fields) {
  return fetch(url, { method: "POST", body: fields, headers: { "X-CSRFToken": csrfToken(), Accept: "application/json, text/html" } });
}

function bindTry(root, form) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [box, hits, template] = [find("sentence"), find("hits"), find("hit")];
  let timer = 0;
  let asked = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  };
  box.addEventListener("input", later);
  form?.addEventListener("input", later);

  async function look() {
    const ticket = ++asked;
    if (!box.value.trim()) {
      hits.replaceChildren();
      return;
    }
    const told = await post(root.dataset.url, fieldsOf(form, box.value)).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    if (ticket !== asked) return;
    if (!told) hits.replaceChildren(line(gettext("网断了，没试成。连上再写一个字就会再试"), "problem"));
    else hits.replaceChildren(...(told.problem ? [line(told.problem, "problem")] : []), ...(told.hits.length ? told.hits.map(drawn) : [line(gettext("没有碰上，会发出去"), "fine")]));
  }

  function drawn(hit) {
    const node = template.content.cloneNode(true);
    const part = (name) => node.querySelector(`[data-${name}]`);
    Object.assign(part("level"), { textContent: hit.level_word }).dataset.level = hit.level;
    part("about").textContent = hit.is_draft ? interpolate(gettext("%s（这一条）"), [hit.about]) : hit.about;
    part("words").textContent = hit.text;
    part("why").textContent = hit.why;
    part("kinder").textContent = interpolate(gettext("换成「%s」"), [hit.rewrite]);
    if (hit.rule) Object.assign(part("link"), { hidden: false, href: root.dataset.ruleUrl.replace("/0/", `/${hit.rule}/`) });
    return node;
  }

  function line(words, mark) {
    const node = document.createElement("p");
    node.textContent = words;
    node.dataset[mark] = "";
    return node;
  }
}

function bindForm(form) {
  const kind = () => form.querySelector("[name=kind]:checked, [name=kind][type=hidden]")?.value ?? form.dataset.kind;
  const draw = () => {
    form.dataset.kind = kind();
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !belongs(part.dataset.for, kind());
    for (const only of form.querySelectorAll("[data-only-level]")) {
      only.hidden = only.disabled = kind() !== "level";
      if (only.disabled && only.selected) form.elements.namedItem("level").value = "warn";
    }
  };
  form.addEventListener("change", draw);
  draw();
  const said = document.querySelector("[data-trial-said]");
  form.querySelector("[data-trial]")?.addEventListener("click", async ({ currentTarget }) => {
    currentTarget.disabled = true;
    try {
      const answer = await post(form.dataset.trialUrl, fieldsOf(form, ""));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      said.replaceChildren(...(answer.ok ? page.body.childNodes : [gettext("没试成，什么都没动。再点一次")]));
    } catch {
      said.replaceChildren(gettext("网断了，没试成。连上再点一次"));
    } finally {
      currentTarget.disabled = false;
    }
  });
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-guard-form]");
  if (form) bindForm(form);
  for (const root of document.querySelectorAll("[data-guard-try]")) bindTry(root, form);
}
