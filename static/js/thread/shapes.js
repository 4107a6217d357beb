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
 * @property {boolean} [quotes] the reader may quote
 * @property {string} [buyer] the buyer's name, for the desk
 *
 * @typedef {object} Row what is drawn; two rows that say the same are the same
 * @property {string} key
 * @property {"own"|"other"|"card"|"line"|"day"} kind `own` is the right-hand side; a card is the shop's
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
 * @property {boolean} menu something can be done with it
 * @property {boolean} recall it can be recalled
 * @property {boolean} big only a few emoji
 * @property {{who: string, words: string}|null} quote what it quotes
 * @property {CardView|null} card
 * @property {object|null} file what a file is (FileShape), its seq, and `box`: the room it takes
 *
 * @typedef {object} CardView what a card shows, in words
 * @property {"order"|"product"|"address"|"case"} type
 * @property {{card: object, seq: number, reader: string}} [page] what card_page.js adds
 * @property {string} name what kind of card it is
 * @property {string} title
 * @property {string} sub
 * @property {string} amount
 * @property {string[]} lines
 * @property {string} status how the question stands; "" where nothing is asked
 * @property {"waiting"|"right"|"change"|"over"|"failed"|""} step
 * @property {boolean} asks this reader can answer it now
 * @property {Act[]} acts what can be done with an answer that waits
 *
 * @typedef {object} ThreadViewOptions
 * @property {HTMLElement} log the scrolling `role="log"` element
 * @property {HTMLElement} list the `<ol>` in it
 * @property {Record<"own"|"other"|"card"|"line"|"day", HTMLTemplateElement>} templates see row_nodes.js
 * @property {() => ThreadItem[]} items `ordered(thread)`
 * @property {() => Look} look
 * @property {HTMLButtonElement} [newer] 「N 条新消息」; its `data-slot="count"` element, or itself, is
 *   written; `data-idle` is what it says when nothing is new
 * @property {(act: string, item: ThreadItem, button: HTMLElement) => void} [onAct] `edit`, `drop`,
 *   `retry` of a waiting message; `rewrite`, `menu` of an entry; `jump` to what it quotes
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
