// Written by `python manage.py export_events`; do not edit.

// Events: what the server tells.
export const EVENTS = {
  ENTRY_ADDED: "entry.added",
  SESSION_OPENED: "session.opened",
  SESSION_TAKEN: "session.taken",
  SESSION_QUEUED: "session.queued",
  SESSION_FINISHED: "session.finished",
  POSITION_MOVED: "position.moved",
  QUEUE_MOVED: "queue.moved",
  THREAD_TYPING: "thread.typing",
  THREAD_DRAFT: "thread.draft",
  THREAD_WATCHED: "thread.watched",
  SESSION_ESCALATED: "session.escalated",
  PRESENCE_CHANGED: "presence.changed",
  PEAK_CHANGED: "peak.changed",
  FLOOR_CHANGED: "floor.changed",
  CONVERSATION_CHANGED: "conversation.changed",
  BUYER_LOOKED: "buyer.looked",
  ORDER_CHANGED: "order.changed",
  PRODUCT_CHANGED: "product.changed",
  THREAD_HEARTBEAT: "thread.heartbeat",
  DESK_HEARTBEAT: "desk.heartbeat",
  DESK_WELCOME: "desk.welcome",
  NOTE_CHANGED: "note.changed",
  NOTE_WHISPERED: "note.whispered",
  MENTIONS_SEEN: "mentions.seen",
  TAGS_CHANGED: "tags.changed",
  SESSION_REOPENED: "session.reopened",
  SESSION_WOKEN: "session.woken",
  BUYER_PROFILED: "buyer.profiled",
  GUARD_ANSWERED: "guard.answered",
  RATING_INVITED: "rating.invited",
  RATING_GIVEN: "rating.given",
  GUARD_CHANGED: "guard.changed",
  LIBRARY_CHANGED: "library.changed",
  FOLLOWUP_CHANGED: "followup.changed",
  FOLLOWUP_REMINDED: "followup.reminded",
  REGISTER_CHANGED: "register.changed",
  KNOWLEDGE_CHANGED: "knowledge.changed",
  QUESTION_TICKED: "question.ticked",
};

// Commands: what a browser may ask.
export const COMMANDS = {
  HELLO: "hello",
  PAGE_LOOK: "page.look",
  PING: "ping",
  HOURS_ASK: "hours.ask",
  LIST_OPEN: "list.open",
  THREAD_OPEN: "thread.open",
  THREAD_WATCH: "thread.watch",
  THREAD_FILL: "thread.fill",
  THREAD_HISTORY: "thread.history",
  MESSAGE_SEND: "message.send",
  MESSAGE_RECALL: "message.recall",
  CARD_SEND: "card.send",
  CARD_ANSWER: "card.answer",
  CARD_PAGE: "card.page",
  POSITION_REPORT: "position.report",
  SESSION_TAKE: "session.take",
  SESSION_FINISH: "session.finish",
  SESSION_TRANSFER: "session.transfer",
  TYPING_REPORT: "typing.report",
  PRESENCE_CHOOSE: "presence.choose",
  INSIDE_OPEN: "inside.open",
  LIST_LOOK: "list.look",
  NOTE_ADD: "note.add",
  NOTE_WHISPER: "note.whisper",
  NOTE_EDIT: "note.edit",
  NOTE_DELETE: "note.delete",
  NOTES_FILL: "notes.fill",
  MENTIONS_SEE: "mentions.see",
  TAG_PUT: "tag.put",
  TAG_TAKE: "tag.take",
  TAG_MAKE: "tag.make",
  SESSION_STAGE: "session.stage",
  SESSION_SNOOZE: "session.snooze",
  SESSIONS_FINISH: "sessions.finish",
  SESSIONS_REOPEN: "sessions.reopen",
  BUYER_BLOCK: "buyer.block",
  BUYER_UNBLOCK: "buyer.unblock",
  RATING_GIVE: "rating.give",
  FILE_SEND: "file.send",
  FILE_ADDRESS: "file.address",
};

/**
 * How far an order was when the card was sent; money in fen, a waybill masked.
 * @typedef {object} OrderCard
 * @property {string} tail
 * @property {string} title
 * @property {string} spec
 * @property {number} quantity
 * @property {number} kinds
 * @property {"order"} type
 * @property {"unpaid"|"paid"|"shipped"|"signed"|"finished"|"closed"} state
 * @property {number} amount_fen
 * @property {number} refunded_fen
 * @property {string} courier
 * @property {string} waybill
 * @property {string} place
 * @property {string|null} scanned_at
 * @property {string|null} signed_at
 * @property {string|null} leaves_at
 * @property {string|null} arrives_on
 */

/**
 * What the shop says of the stock of one colour and size.
 * @typedef {object} Stock
 * @property {string} spec
 * @property {string} note
 */

/**
 * Something the shop sells; ``stock`` only where its rule allows.
 * @typedef {object} ProductCard
 * @property {"product"} type
 * @property {string} name
 * @property {number} price_fen
 * @property {string[]} colours
 * @property {string[]} variants
 * @property {Stock[]} stock
 * @property {string} facts
 */

/**
 * The question whether an order goes to the right place; personal data masked.
 * @typedef {object} AddressCard
 * @property {string} tail
 * @property {string} title
 * @property {string} spec
 * @property {number} quantity
 * @property {number} kinds
 * @property {"address"} type
 * @property {number} amount_fen
 * @property {string} receiver
 * @property {string} phone
 * @property {string} address
 */

/**
 * How far an after-sales case was when the card was sent; until when, and who is waited for.
 * @typedef {object} CaseCard
 * @property {string} tail
 * @property {string} title
 * @property {string} spec
 * @property {number} quantity
 * @property {number} kinds
 * @property {"case"} type
 * @property {"refund"|"return"|"exchange"|"reship"|"repair"|"price"|"goodwill"|"invoice"} wish
 * @property {string} state
 * @property {number} amount_fen
 * @property {string} timer
 * @property {string|null} due_at
 */

/**
 * What the buyer says to it; what is to be changed masked, free words as they wrote them.
 * @typedef {object} Answer
 * @property {"answer"} type
 * @property {"right"|"change"} says
 * @property {string} tail
 * @property {string} title
 * @property {string} receiver
 * @property {string} phone
 * @property {string} address
 * @property {string} words
 */

/**
 * A picture or a file; ``url`` and ``thumb`` are signed and run out (`file.address` renews).
 * @typedef {object} File
 * @property {"image"|"file"} type
 * @property {string} name
 * @property {"jpeg"|"png"|"gif"|"webp"|"pdf"|"xlsx"|"docx"} kind
 * @property {number} size
 * @property {number|null} width
 * @property {number|null} height
 * @property {boolean} moving
 * @property {string} url
 * @property {string} thumb
 */

/**
 * What a message shows of the one it quotes; no word of what was recalled since.
 * @typedef {object} Quote
 * @property {number} seq
 * @property {"buyer"|"agent"|"auto"|"system"} side
 * @property {string|null} author
 * @property {string} text
 * @property {""|"order"|"product"|"address"|"case"|"right"|"change"|"image"|"file"} code
 * @property {boolean} recalled
 */

/**
 * One line of a thread that both sides may see.
 * @typedef {object} Entry
 * @property {number} seq
 * @property {"message"|"recall"|"card"|"file"|"answer"|"system"} kind
 * @property {"buyer"|"agent"|"auto"|"system"} side
 * @property {string|null} author
 * @property {number|null} author_id
 * @property {string} text
 * @property {OrderCard|ProductCard|AddressCard|CaseCard|Answer|File|null} card
 * @property {string} at
 * @property {number} session
 * @property {string|null} client_id
 * @property {number|null} target
 * @property {Quote|null} quote
 * @property {boolean} recalled
 */

/**
 * A colleague; the number is within the desk and null on a buyer's socket.
 * @typedef {object} Person
 * @property {number|null} id
 * @property {string} name
 */

/**
 * Words of the product in one of the interface's languages.
 * @typedef {object} Said
 * @property {string} language
 * @property {string} words
 */

/**
 * A chat that a colleague handed over: who, their note, and whether it was answered since.
 * @typedef {object} Handed
 * @property {number} id
 * @property {string} name
 * @property {string} note
 * @property {boolean} answered
 */

/**
 * Where a waiting buyer stands. ``queue``: how many are before them, and about how long it
 * @typedef {object} Queue
 * @property {"queue"|"leave"} mode
 * @property {number} ahead
 * @property {number|null} minutes
 * @property {string|null} reply_by
 */

/**
 * What a colleague does just now; ``capacity`` is their own number, null the shop's rule.
 * @typedef {object} Presence
 * @property {Person} member
 * @property {"accepting"|"busy"|"resting"|"leaving"|"away"} state
 * @property {string} since
 * @property {string|null} until
 * @property {number|null} capacity
 */

/**
 * The agent's own state, and how many chats they take: own number, else normal or peak.
 * @typedef {object} MyPlace
 * @property {"accepting"|"busy"|"resting"|"leaving"|"away"} state
 * @property {string|null} until
 * @property {number|null} capacity
 * @property {number} normal
 * @property {number} peak
 * @property {string|null} peak_until
 */

/**
 * The buyer as the list shows them.
 * @typedef {object} Buyer
 * @property {string} name
 * @property {string} platform
 */

/**
 * How far one side has received and seen.
 * @typedef {object} Position
 * @property {number} delivered
 * @property {number} read
 */

/**
 * Both sides' positions.
 * @typedef {object} Positions
 * @property {Position} buyer
 * @property {Position} shop
 */

/**
 * The latest ChatSession of a thread.
 * @typedef {object} Session
 * @property {number} number
 * @property {"waiting"|"active"|"finished"} state
 * @property {Person|null} agent
 */

/**
 * A stretch of a thread: the cursor becomes ``through``; ``last`` is where the thread ends.
 * @typedef {object} Thread
 * @property {Entry[]} entries
 * @property {number} through
 * @property {number} last
 * @property {number} first
 * @property {Session|null} session
 * @property {Positions} positions
 */

/**
 * One line of the desk's list.
 * @typedef {object} Row
 * @property {number} conversation
 * @property {Buyer} buyer
 * @property {"waiting"|"active"|"finished"} state
 * @property {Person|null} owner
 * @property {string} last_text
 * @property {"buyer"|"agent"|"auto"|"system"} last_side
 * @property {""|"order"|"product"|"address"|"case"|"right"|"change"|"image"|"file"} last_card
 * @property {string} last_at
 * @property {number} last_seq
 * @property {number} unread
 * @property {string|null} unanswered_since
 * @property {number} session
 * @property {Handed|null} handed
 * @property {"pre_sale"|"in_sale"|"after_sale"} stage
 * @property {number[]} tags
 * @property {string|null} snoozed_until
 * @property {boolean} woken
 * @property {boolean} blocked
 * @property {number} version
 */

/**
 * Counts of the tabs and a number that differs when any open row differs.
 * @typedef {object} Digest
 * @property {number} waiting
 * @property {number} mine
 * @property {number} all
 * @property {string} checksum
 */

/**
 * What may be sent: sizes in MB, how many at once, and whether more than pictures.
 * @typedef {object} FileRules
 * @property {number} image_mb
 * @property {number} file_mb
 * @property {number} per_message
 * @property {boolean} documents
 */

/**
 * The shop's rules that a browser needs; ``guard``: the levels at which an agent's words are
 * @typedef {object} Rules
 * @property {number} max_length
 * @property {number} recall_seconds
 * @property {number[]} wait_steps
 * @property {boolean} emoji
 * @property {FileRules} files
 * @property {boolean} show_draft
 * @property {"hint"|"warn"|"block"[]} guard
 */

/**
 * Whether the shop is open, in words that hold until a moment; then they are asked again.
 * @typedef {object} Hours
 * @property {boolean} open
 * @property {string} words
 * @property {string} until
 */

/**
 * A page of the shop's website that the buyer looks at; no address goes over the wire.
 * @typedef {object} Page
 * @property {string} title
 * @property {string} product
 * @property {string} at
 */

/**
 * The agent whose tab this is.
 * @typedef {object} Me
 * @property {number} id
 * @property {string} name
 * @property {string} role
 */

/**
 * The shop that the tab works in.
 * @typedef {object} Shop
 * @property {string} name
 * @property {string} slug
 */

/**
 * For whom alone a note is, and whether they have seen it.
 * @typedef {object} WhisperedTo
 * @property {number} id
 * @property {string} name
 * @property {boolean} seen
 */

/**
 * What colleagues wrote beside a thread, after the entry ``anchor``; ``to`` of a whisper.
 * @typedef {object} Note
 * @property {number} number
 * @property {number} change
 * @property {number} anchor
 * @property {string} author
 * @property {number} author_id
 * @property {string} text
 * @property {string} at
 * @property {boolean} edited
 * @property {boolean} deleted
 * @property {string} client_id
 * @property {number[]} mentions
 * @property {WhisperedTo|null} to
 */

/**
 * One note in which I am named.
 * @typedef {object} Mention
 * @property {number} conversation
 * @property {string} buyer
 * @property {number} number
 * @property {string} author
 * @property {string} text
 * @property {string} at
 * @property {boolean} seen
 */

/**
 * One word of the shop's list of tags.
 * @typedef {object} Tag
 * @property {number} id
 * @property {string} name
 * @property {boolean} retired
 */

/**
 * What a buyer is asked about one reception, and what they said.
 * @typedef {object} Rating
 * @property {number} session
 * @property {string|null} agent
 * @property {string} expires_at
 * @property {number|null} score
 * @property {string} comment
 */

/**
 * A message, a recall or a system line was stored.
 * @typedef {object} EntryAddedEvent
 * @property {number|null} conversation
 * @property {Entry} entry
 */

/**
 * A message began a new ChatSession.
 * @typedef {object} SessionOpenedEvent
 * @property {number|null} conversation
 * @property {Session} session
 */

/**
 * An agent holds the chat from now on.
 * @typedef {object} SessionTakenEvent
 * @property {number|null} conversation
 * @property {Session} session
 */

/**
 * The chat waits again for somebody to be free.
 * @typedef {object} SessionQueuedEvent
 * @property {number|null} conversation
 * @property {Session} session
 */

/**
 * The ChatSession is over; the next message begins another.
 * @typedef {object} SessionFinishedEvent
 * @property {number|null} conversation
 * @property {Session} session
 */

/**
 * One side received or saw more.
 * @typedef {object} PositionMovedEvent
 * @property {number|null} conversation
 * @property {Positions} positions
 */

/**
 * Where the waiting buyer stands now.
 * @typedef {object} QueueMovedEvent
 * @property {number|null} conversation
 * @property {Queue|null} queue
 */

/**
 * Somebody writes just now; said again every few seconds while they do. Never stored.
 * @typedef {object} ThreadTypingEvent
 * @property {number|null} conversation
 * @property {"buyer"|"agent"} side
 * @property {Person|null} member
 * @property {boolean} to_buyer
 */

/**
 * What the buyer is writing and has not sent; empty: nothing any more. Never stored.
 * @typedef {object} ThreadDraftEvent
 * @property {number} conversation
 * @property {number|null} holder
 * @property {string} text
 */

/**
 * Who of one process's desks has the thread open; said again with every heartbeat.
 * @typedef {object} ThreadWatchedEvent
 * @property {number} conversation
 * @property {Person[]} members
 */

/**
 * A buyer was given to people who did not answer: a supervisor should look.
 * @typedef {object} SessionEscalatedEvent
 * @property {number} conversation
 * @property {string} buyer
 * @property {string|null} agent
 * @property {number} seconds
 */

/**
 * A colleague takes chats, or no longer, or another number of them.
 * @typedef {object} PresenceChangedEvent
 * @property {Presence} presence
 */

/**
 * Peak mode runs until then, or is over.
 * @typedef {object} PeakChangedEvent
 * @property {string|null} until
 */

/**
 * Something that supervisors see reads differently now, and no other event says so.
 * @typedef {object} FloorChangedEvent
 */

/**
 * A line of the list reads differently now.
 * @typedef {object} ConversationChangedEvent
 * @property {Row} row
 */

/**
 * The buyer of a thread looks at another page of the shop's website.
 * @typedef {object} BuyerLookedEvent
 * @property {number} conversation
 * @property {Page} page
 */

/**
 * An order of this buyer is new or reads differently now.
 * @typedef {object} OrderChangedEvent
 * @property {number} order
 * @property {number|null} buyer
 */

/**
 * A product reads differently now; null when many do.
 * @typedef {object} ProductChangedEvent
 * @property {number|null} product
 */

/**
 * How far the thread goes, for one buyer's socket.
 * @typedef {object} ThreadHeartbeatEvent
 * @property {string} server_time
 * @property {number} last
 * @property {Session|null} session
 * @property {Positions} positions
 * @property {Queue|null} queue
 */

/**
 * What the lists and the open thread should look like, for one desk socket.
 * @typedef {object} DeskHeartbeatEvent
 * @property {string} server_time
 * @property {Digest} digest
 * @property {number|null} conversation
 * @property {number} last
 * @property {Positions|null} positions
 * @property {number} notes
 * @property {number} mentions
 */

/**
 * The first frame of a desk socket: it is subscribed, a snapshot may be asked for.
 * @typedef {object} DeskWelcomeEvent
 * @property {Me} me
 * @property {Shop} shop
 * @property {string} server_time
 * @property {Rules} rules
 * @property {Hours} hours
 * @property {Digest} digest
 * @property {MyPlace} place
 */

/**
 * A note was written, edited or deleted.
 * @typedef {object} NoteChangedEvent
 * @property {number} conversation
 * @property {Note} note
 */

/**
 * A whisper to ``member`` was written, edited or deleted; ``notes.fill`` has it for those who
 * @typedef {object} NoteWhisperedEvent
 * @property {number} conversation
 * @property {number} member
 * @property {number} last
 */

/**
 * A colleague has seen where they are named in a thread.
 * @typedef {object} MentionsSeenEvent
 * @property {number} conversation
 * @property {number} member
 */

/**
 * The shop's list of tags reads differently now.
 * @typedef {object} TagsChangedEvent
 * @property {Tag[]} tags
 */

/**
 * Finishing was taken back.
 * @typedef {object} SessionReopenedEvent
 * @property {number|null} conversation
 * @property {Session} session
 */

/**
 * What was put off is due; ``owner`` is the member who holds it.
 * @typedef {object} SessionWokenEvent
 * @property {number} conversation
 * @property {number|null} owner
 * @property {string} buyer
 */

/**
 * How a buyer is best spoken to is known better now.
 * @typedef {object} BuyerProfiledEvent
 * @property {number} buyer
 */

/**
 * A supervisor answered what ``member`` asked about blocked words; their desk asks for it.
 * @typedef {object} GuardAnsweredEvent
 * @property {number} conversation
 * @property {number} member
 */

/**
 * The buyer is asked how the reception was.
 * @typedef {object} RatingInvitedEvent
 * @property {number|null} conversation
 * @property {Rating} rating
 */

/**
 * The buyer has said it, or would rather not; nobody can change it any more.
 * @typedef {object} RatingGivenEvent
 * @property {number|null} conversation
 * @property {Rating} rating
 */

/**
 * The shop's own rules of wording are others; pages that judge words fetch them again.
 * @typedef {object} GuardChangedEvent
 * @property {number} revision
 */

/**
 * Some script reads differently, is new or gone; pages fetch the library again.
 * @typedef {object} LibraryChangedEvent
 * @property {number} revision
 */

/**
 * A follow-up is new, or something about it is; pages that show it ask again.
 * @typedef {object} FollowUpChangedEvent
 * @property {number} followup
 * @property {string} state
 * @property {number|null} conversation
 * @property {number|null} owner
 * @property {number|null} group
 */

/**
 * So much of a follow-up's time is gone; at 100 percent it is due. ``said`` is the title in
 * @typedef {object} FollowUpRemindedEvent
 * @property {number} followup
 * @property {string} title
 * @property {Said[]} said
 * @property {number} percent
 * @property {string} due_at
 * @property {number|null} conversation
 * @property {number|null} owner
 * @property {number|null} group
 * @property {string} for_role
 */

/**
 * A row of one of the registers of after-sales is new, or something about it is.
 * @typedef {object} RegisterChangedEvent
 * @property {string} register
 * @property {number} row
 */

/**
 * More or something else is known of a product, or of a category where ``product`` is null.
 * @typedef {object} KnowledgeChangedEvent
 * @property {number|null} product
 * @property {string} category
 */

/**
 * A pre-sale question was asked in this thread, answered, or put back.
 * @typedef {object} QuestionTickedEvent
 * @property {number} conversation
 */
