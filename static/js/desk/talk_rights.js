/**
 * What I may do with the chat that is open. Pure; the server decides again.
 *
 * @typedef {{held: "nobody"|"me"|"other"|"over", locked: boolean, take: boolean, takeOver: boolean, handOver: boolean, finish: boolean}} Rights
 */

const LEADS = new Set(["supervisor", "owner"]);

/** @param {import("./list_store.js").Row|null} row @param {{id: number, role: string}} me @returns {Rights} */
export function rightsOf(row, me) {
  const leads = LEADS.has(me.role);
  const held = holder(row, me);
  return {
    held,
    locked: held === "other" || Boolean(row?.blocked),
    take: held === "nobody" && !row?.blocked,
    takeOver: held === "other" && leads && !row?.blocked,
    handOver: held === "me" || held === "nobody" || (leads && held === "other"),
    finish: held === "me" || (leads && (held === "other" || held === "nobody")),
  };
}

function holder(row, me) {
  if (!row || row.state === "finished") return "over";
  if (row.state === "waiting" || !row.owner) return "nobody";
  return row.owner.id === me.id ? "me" : "other";
}
