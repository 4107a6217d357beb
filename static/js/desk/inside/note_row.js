/** A note as a row of the thread: ochre paper, a lock, whose it is; never a bubble. Pure. */
import { gettext, interpolate } from "../../i18n.js";
import { clockTime } from "../../thread/times.js";
import { markNames } from "./mark_names.js";

const BLANK = { text: "", author: "", initial: "", head: false, auto: false, time: "", at: "", step: "", state: "", acts: [], menu: false };

/** @param {{key: string, note: import("./note_store.js").Note|null, pendingNote?: object}} item @param {{me: {id: number, name: string}, online: boolean, nameOf: (member: number) => string}} look */
export function noteRow({ key, note, pendingNote }, { me, online, nameOf }) {
  if (pendingNote) return { ...BLANK, key, kind: "note", text: pendingNote.text, author: me.name, ...pendingWords(pendingNote, online) };
  const time = clockTime(Date.parse(note.at));
  if (note.deleted) {
    const words = interpolate(gettext("%(time)s %(name)s删掉了一条内部备注"), { time, name: note.author }, true);
    return { ...BLANK, key, kind: "line", text: words };
  }
  const names = note.mentions.map(nameOf).filter(Boolean);
  const state = stateOf(note, note.edited ? interpolate(gettext("%s 改过"), [time]) : time);
  return { ...BLANK, key, kind: "note", text: note.text, author: note.author, at: note.at, state, menu: note.author_id === me.id,
    names, fill: (node) => {
      markNames(node.querySelector("[data-slot=text]"), names);
      if (note.to) nameWhisper(node, note.to, me);
    } };
}

function stateOf({ to, author_id: author }, time) {
  if (!to || to.id === author || !to.seen) return time;
  return interpolate(gettext("%(name)s看了 · %(time)s"), { name: to.name, time }, true);
}

/** It says that it is a whisper, and who reads it. */
function nameWhisper(node, to, me) {
  node.dataset.whisper = "";
  node.querySelector("[data-note-kind]").textContent = gettext("悄悄话");
  node.querySelector("[data-note-readers]").textContent = to.id === me.id
    ? gettext("只有您和主管看得到") : interpolate(gettext("只有%s和主管看得到"), [to.name]);
}

function pendingWords({ state, error }, online) {
  const edit = { act: "note-rewrite", label: gettext("改") };
  const drop = { act: "note-drop", label: gettext("不写了") };
  if (state !== "failed") return { step: "queued", state: online ? gettext("正在存") : gettext("等网络"), acts: [] };
  const why = (error?.message ?? "").replace(/[。.]$/, "");
  return { step: "failed", state: interpolate(gettext("没存上：%s"), [why]), acts: [edit, drop] };
}
