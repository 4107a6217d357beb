/**
 * What waits to be sent, in local storage: a key for each message, so that tabs never overwrite one
 * another, and a lease for each conversation: the tab that sends now. A dead tab's runs out.
 */
import { SafeStorage } from "./safe_storage.js";

export const LEASE_MS = 12000;

export class OutboxItems {
  constructor({ scope, tab, storage }) {
    this.itemPrefix = `helpdesk:outbox:${scope}:item:`;
    this.leasePrefix = `helpdesk:outbox:${scope}:lease:`;
    this.tab = tab;
    this.storage = new SafeStorage(storage);
    this.held = new Map();
    this.lastMade = 0;
    for (const key of this.storage.keys(this.itemPrefix)) this.read(key);
  }

  get durable() {
    return this.storage.durable;
  }

  /** A time no other item of this tab has. */
  stamp() {
    this.lastMade = Math.max(Date.now(), this.lastMade + 1);
    return this.lastMade;
  }

  save(item) {
    this.held.set(item.client_id, item);
    const kept = { ...item, state: item.state === "sending" ? "queued" : item.state };
    this.storage.set(this.itemPrefix + item.client_id, JSON.stringify(kept));
  }

  /** The server has it: told to the other tabs, then gone. */
  sent(item) {
    this.save({ ...item, state: "sent" });
    this.remove(item.client_id);
  }

  remove(clientId) {
    const item = this.held.get(clientId);
    this.held.delete(clientId);
    this.storage.remove(this.itemPrefix + clientId);
    return item;
  }

  /** What is stored now; `sent` ones stay until the thread shows them. @returns {string|null} conversation */
  read(key, item = this.storage.read(key)) {
    if (!key.startsWith(this.itemPrefix)) return null;
    const clientId = key.slice(this.itemPrefix.length);
    const held = this.held.get(clientId);
    if (!item?.client_id) {
      if (held?.state !== "sending" && held?.state !== "sent") this.held.delete(clientId);
      return held?.conversation ?? null;
    }
    if (held?.state !== "sending") this.held.set(clientId, item);
    return item.conversation;
  }

  /** Another tab wrote this key. Other parts' keys, and what is no JSON, say nothing here. @returns {string|null} conversation */
  heard(key, value) {
    if (!key.startsWith(this.itemPrefix)) return null;
    try {
      return this.read(key, JSON.parse(value));
    } catch {
      return null;
    }
  }

  /** A page that slept heard nothing. */
  refresh() {
    const stored = new Set(this.storage.keys(this.itemPrefix));
    for (const key of stored) this.read(key);
    for (const clientId of [...this.held.keys()]) {
      if (!stored.has(this.itemPrefix + clientId)) this.read(this.itemPrefix + clientId);
    }
  }

  /** The store was emptied: write again what is held. */
  rewrite() {
    for (const item of this.held.values()) this.save(item);
  }

  /** @returns {import("./shapes.js").Item[]} in the order of writing */
  of(conversation) {
    return [...this.held.values()].filter((item) => item.conversation === conversation)
      .sort((a, b) => a.created_at - b.created_at || (a.client_id < b.client_id ? -1 : 1));
  }

  conversations() {
    return [...new Set([...this.held.values()].map((item) => item.conversation))];
  }

  /** Another tab is sending. @returns {number} ms it may still take */
  leasedElsewhere(conversation) {
    const holder = this.storage.read(this.leasePrefix + conversation);
    const left = holder && holder.tab !== this.tab ? holder.until - Date.now() : 0;
    return left > 0 && left <= LEASE_MS ? left : 0;
  }

  /** Ask to be the tab that sends. @returns {number} 0, or ms to wait */
  lease(conversation) {
    const left = this.leasedElsewhere(conversation);
    if (!left) {
      const lease = { tab: this.tab, until: Date.now() + LEASE_MS };
      this.storage.set(this.leasePrefix + conversation, JSON.stringify(lease));
    }
    return left;
  }

  release(conversation) {
    this.storage.remove(this.leasePrefix + conversation);
  }
}
