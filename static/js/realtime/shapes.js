/**
 * Types only: the shapes of docs/wire.md, and what the modules here take. No page loads this file.
 *
 * @typedef {object} Entry
 * @property {number} seq
 * @property {"message"|"recall"|"card"|"file"|"answer"|"system"} kind
 * @property {"buyer"|"agent"|"auto"|"system"} side
 * @property {string|null} author
 * @property {number|null} author_id
 * @property {string} text a system entry's text is a code
 * @property {string} at ISO 8601
 * @property {number} session
 * @property {string|null} client_id
 * @property {object|null} card what a card, a file or an answer says: the shapes in events.gen.js
 * @property {number|null} target the seq a recall takes back, an answer answers, a card replaces, a message quotes
 * @property {Quote|null} [quote] what a message quotes
 * @property {boolean} recalled
 * @property {boolean} [local] made here from an acknowledgement; the real one replaces it
 *
 * @typedef {{seq: number, side: string, author: string|null, text: string, code: string, recalled: boolean}} Quote
 *
 * @typedef {{delivered: number, read: number}} Position
 * @typedef {{buyer: Position, shop: Position}} Positions
 * @typedef {{number: number, state: "waiting"|"active"|"finished",
 *   agent: {id: number|null, name: string}|null}} Session
 * @typedef {{entries: Entry[], through: number, last: number}} Fill
 * @typedef {Fill & {first: number, session: Session|null, positions: Positions}} Snapshot
 *
 * @typedef {object} Item one message in the outbox
 * @property {string} client_id UUID, the same on every try
 * @property {string} conversation
 * @property {string} text
 * @property {{card: "order"|"product"|"address", about: number}} [card] a card instead of words
 * @property {"image"|"file"} [file] an uploaded file instead of words
 * @property {Quote} [quote] what the words quote, as it read then
 * @property {Answer} [answer] an answer to a card instead of words
 * @property {number} created_at local ms; orders the outbox
 * @property {"queued"|"sending"|"failed"} state
 * @property {number} tries
 * @property {{code: string, message: string, action: string}|null} error why it failed
 * @property {number|null} retry_at local ms before which it is not tried again
 *
 * @typedef {{seq: number, says: "right"|"change", receiver: string, phone: string, address: string,
 *   words: string}} Answer to the address card `seq`
 *
 * @typedef {{text: string, at: string}} Recalled what was recalled and when; `text` only of one's own
 *
 * @typedef {object} Thread one thread as a page knows it (thread_store.js)
 * @property {boolean} ready a snapshot was applied
 * @property {number} first lowest seq held
 * @property {number} cursor highest seq below which nothing (since `first`) is missing
 * @property {number} last highest seq known to exist; `cursor < last` is a gap
 * @property {Entry[]} entries ascending; may reach beyond the cursor
 * @property {Map<number, Entry>} bySeq
 * @property {Map<number, Recalled>} recalls by target
 * @property {Map<number, Entry>} answers by target
 * @property {Set<number>} replaced cards that a newer one replaced
 * @property {number} cards rises with whatever happens to a card
 * @property {Item[]} pending what the outbox holds for this thread
 * @property {Positions} positions
 * @property {Session|null} session
 * @property {(entry: Entry) => boolean} isOwn written by this person: its words may be written again
 *
 * @typedef {{key: string, entry?: Entry, pending?: Item, recall?: Recalled, answer?: Entry,
 *   replaced?: boolean, answering?: Item}} ThreadItem the last three of a card
 * @typedef {{changed: boolean, gap: boolean}} Change
 *
 * @typedef {"connecting"|"open"|"waiting"|"stopped"} LineState
 *
 * @typedef {object} LineOptions
 * @property {string} url
 * @property {(line: object) => Promise<void>} [onOpen] say hello, take the snapshot; then it is `open`
 * @property {() => Promise<void>} [whileOpening] what must be had before anything is said: got while the socket opens, a slow line waits once for both
 * @property {() => Promise<boolean>} [onSignedOut] after 4401: true to connect again
 * @property {() => number} [random]
 * @property {object} [clock] a ServerClock
 * @property {typeof WebSocket} [Socket]
 * @property {Window|null} [page]
 *
 * @typedef {object} OutboxOptions
 * @property {string} scope whose words: `chat:<slug>`, `desk:<slug>:<member>`
 * @property {(item: Item) => Promise<object>} send one try; rejects with a WireError
 * @property {Storage|null} [storage]
 * @property {Window|null} [page]
 *
 * @typedef {object} FillerOptions
 * @property {Thread} thread
 * @property {(after: number) => Promise<Fill>} fill asks `thread.fill`
 * @property {() => void} [onFilled] after each page that changed something
 * @property {(seconds: number) => Promise<void>} [sleep]
 *
 * @typedef {object} DraftsOptions
 * @property {string} scope keeps people and shops apart
 * @property {Storage|null} [storage]
 * @property {Window|null} [page]
 */
export {};
