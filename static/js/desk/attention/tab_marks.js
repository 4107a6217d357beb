/** What the browser's tab says without being looked into: the count in the title, a dot on the icon. */
import { titleOf } from "../page_title.js";

export class TabMarks {
  /** @param {HTMLLinkElement} link the page's icon @param {{waiting: string, late: string}} icons their addresses */
  constructor(link, icons) {
    this.link = link;
    this.icons = { ...icons, none: link.href };
  }

  /** @param {{waiting: number, late: boolean, shop: string}} state @param {{title_count: boolean, icon_mark: boolean}} choices */
  show({ waiting, late, shop }, choices) {
    const title = titleOf(choices.title_count ? waiting : 0, shop);
    if (document.title !== title) document.title = title;
    const icon = this.icons[markOf({ waiting, late }, choices)];
    if (this.link.href !== new URL(icon, document.baseURI).href) this.link.href = icon;
  }
}

/** @returns {"none"|"waiting"|"late"} */
export function markOf({ waiting, late }, { icon_mark: wanted }) {
  if (!wanted || !waiting) return "none";
  return late ? "late" : "waiting";
}
