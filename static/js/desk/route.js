/**
 * Which conversation the address names. The browser's back button leads from a chat to the list on
 * phones, and to the chat before on wide screens.
 */

export class Route {
  /** @param {{desk: string, onMove: (conversation: number|null) => void}} options `desk`: address of the desk, ending in "/" */
  constructor({ desk, onMove }) {
    this.desk = desk;
    globalThis.addEventListener("popstate", () => onMove(this.conversation));
  }

  /** @returns {number|null} */
  get conversation() {
    const rest = location.pathname.startsWith(this.desk) ? location.pathname.slice(this.desk.length) : "";
    const found = /^(\d+)\/$/.exec(rest);
    return found ? Number(found[1]) : null;
  }

  /** @param {number} conversation @returns {string} */
  urlOf(conversation) {
    return `${this.desk}${conversation}/`;
  }

  /** @param {number} conversation */
  go(conversation) {
    if (this.conversation === conversation) return;
    const fromList = this.conversation === null;
    history.pushState({ fromList }, "", this.urlOf(conversation));
  }

  /** To the list: by the way we came, if we came from there. @param {() => void} onList called when no step back was needed */
  leave(onList) {
    if (history.state?.fromList) return history.back();
    history.replaceState(null, "", this.desk);
    onList();
  }
}
