/** People at the desk: my state, handing over, why, who else is here. Tied to line, chat and list. */
import { gettext, interpolate } from "../i18n.js";
import { TypingTeller } from "../realtime/typing.js";
import { DraftLine } from "../thread/draft_line.js";
import { Company } from "./company.js";
import { HandedBar } from "./handed_bar.js";
import { OnDuty } from "./on_duty.js";
import { TransferDialog } from "./transfer_dialog.js";
import { clockText } from "./wait_scale.js";
import { WhyDialog } from "./why_dialog.js";

const LEADS = new Set(["supervisor", "owner"]);

export function mountPeople({ line, command, config, me, talk, head, list, toast, now }) {
  const find = (name) => document.querySelector(`[data-${name}]`);
  const say = (words) => toast.say(words);
  const onSignedOut = () => line.reconnect();
  const urlIn = (pattern) => (conversation) => pattern.replace("/0/", `/${conversation}/`);
  const duty = new OnDuty(find("on-duty"), find("state-menu"), { command, me: me.id, say, now });
  const transfer = new TransferDialog(find("transfer-dialog"), { command, say, onSignedOut, urlOf: urlIn(config.receivers_url), onRow: talk.onRow });
  const why = new WhyDialog(find("why-dialog"), { onSignedOut, urlOf: urlIn(config.why_url) });
  const bar = new HandedBar(find("handed"), { me: me.id, onBack: sendBack });
  const draft = new DraftLine(find("draft"));
  const company = new Company({ chip: find("company"), words: find("company-words"), typing: find("typing"), me: me.id, buyerName: () => talk.row?.buyer.name ?? "", reads: () => draft.shown });
  const teller = new TypingTeller(async () => { if (talk.conversation !== null) await command("typing.report", { conversation: talk.conversation }); });

  head.onShown = (row) => {
    bar.show(row);
    company.show(talk.conversation);
    draft.show(talk.conversation);
  };
  find("text").addEventListener("input", () => teller.poke());
  find("composer").addEventListener("submit", () => teller.sent());
  find("transfer").addEventListener("click", openTransfer);
  find("why").addEventListener("click", openWhy);

  function openTransfer() {
    if (talk.conversation !== null && talk.rights.handOver) transfer.open(talk.conversation);
  }

  function openWhy() {
    if (talk.conversation !== null && talk.rights.held !== "over") why.open(talk.conversation, find("why").textContent);
  }

  async function sendBack({ id, name }) {
    try {
      const { row } = await command("session.transfer", { conversation: talk.conversation, member: id, note: gettext("送回来了") });
      talk.onRow(row);
      say(interpolate(gettext("送回给 %s 了"), [name]));
    } catch (error) {
      say(error.unanswered ? gettext("没送回，网断了。会话还在您手上，连上再送。") : `${error.message} ${error.action}`);
    }
  }

  line.on("presence.changed", ({ presence }) => duty.heard(presence));
  line.on("peak.changed", ({ until }) => duty.heardPeak(until));
  line.on("thread.watched", (event) => company.heardWatched(event));
  line.on("thread.typing", (event) => company.heardTyping(event));
  line.on("thread.draft", (event) => { draft.heard(event); company.draw(); });
  line.on("entry.added", ({ conversation, entry }) => {
    draft.heardEntry(conversation, entry);
    company.heardEntry(conversation, entry);
  });
  line.on("session.escalated", ({ buyer, agent, seconds }) => {
    if (LEADS.has(me.role)) say(interpolate(gettext("%s 等了 %s，%s还没回，请看一下"), [buyer, clockText(seconds), agent ?? gettext("没有人")]));
  });

  return {
    welcome: ({ place, digest }) => { duty.welcome(place); duty.count(digest.mine); },
    transfer: openTransfer,
    why: openWhy,
    chooseState: () => duty.open(),
    state: () => duty.place?.state ?? "away",
    tick() {
      duty.count(list.store.digest?.mine ?? 0);
      draft.tick();
      company.draw();
    },
  };
}
