/**
 * Types only: what the renderer is given and what it draws. No page loads this file.
 *
 * @typedef {import("../realtime/shapes.js").Entry} Entry
 * @typedef {import("../realtime/shapes.js").ThreadItem} ThreadItem
 * @typedef {import("../realtime/shapes.js").Position} Position
 *
 * @typedef {"queued"|"sending"|"failed"|"sent"|"delivered"|"read"} Step how far one's message has come
 * @typedef {{act: string, label: string}} Act something that can be done; becomes a button
 *
 * @typedef {object} Look how a thread is to be seen
 * @property {"buyer"|"desk"} reader
 * @property {(entry: Entry) => boolean} isOwn written by this very person
 * @property {string} me one's own name, for words that still wait
 * @property {Position} position how far the other side has come
 * @property {boolean} online
 * @property {number} now the server's time, ms
 * @property {number} recallSeconds
 *
 * @typedef {object} Row what is drawn; two rows that say the same are the same
 * @property {string} key
 * @property {"own"|"other"|"line"|"day"} kind `own` is the right-hand side
 * @property {string} text
 * @property {string} author
 * @property {string} initial
 * @property {boolean} head first of a group: shows who and when
 * @property {boolean} auto said by the machine
 * @property {string} time `14:31`
 * @property {string} at ISO 8601, or ""
 * @property {Step|""} step
 * @property {string} state what is written under the bubble
 * @property {Act[]} acts
 * @property {boolean} menu can be recalled
 *
 * @typedef {object} ThreadViewOptions
 * @property {HTMLElement} log the scrolling `role="log"` element
 * @property {HTMLElement} list the `<ol>` in it
 * @property {Record<"own"|"other"|"line"|"day", HTMLTemplateElement>} templates see row_nodes.js
 * @property {() => ThreadItem[]} items `ordered(thread)`
 * @property {() => Look} look
 * @property {HTMLButtonElement} [newer] 「N 条新消息」; its `data-slot="count"` element, or itself, is
 *   written; `data-idle` is what it says when nothing is new
 * @property {(act: string, item: ThreadItem, button: HTMLElement) => void} [onAct] `edit`, `drop`,
 *   `retry` of a waiting message; `rewrite`, `menu` of an entry
 * @property {() => void} [onNeedOlder] the top of what is held has come into view
 * @property {() => void} [onMoved] the reader moved: what is read may have changed
 *
 * @typedef {object} PositionOptions
 * @property {(position: Position) => Promise<unknown>} report
 * @property {() => number} newest newest seq from the other side below the cursor
 * @property {() => boolean} atEnd the end of the thread is in view
 * @property {Window} [page]
 */
export {};
