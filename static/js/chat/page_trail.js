/** The pages that the shop's site names, told to the server once each when the line is open. */
const MOST = 20;

export class PageTrail {
  #pages = [];
  #told = 0;
  #open = false;

  /** @param {(page: {title: string, address: string, product: string, ago: number}) => Promise<any>} send */
  constructor(send) {
    this.send = send;
  }

  add(page) {
    if (typeof page?.url !== "string") return;
    this.#pages.push({ title: String(page.title ?? "").slice(0, 120), address: page.url.slice(0, 1000),
      product: String(page.product ?? "").slice(0, 120), at: Number(page.at) || Date.now() });
    if (this.#pages.length > MOST) {
      this.#pages.shift();
      this.#told = Math.max(0, this.#told - 1);
    }
    this.#tell();
  }

  /** The line is open again. @param {boolean} fresh the server has no thread, so it kept nothing */
  again(fresh) {
    this.#open = true;
    if (fresh) this.#told = 0;
    this.#tell();
  }

  #tell() {
    if (!this.#open) return;
    for (const { at, ...page } of this.#pages.slice(this.#told)) {
      const ago = Math.min(86400, Math.max(0, Math.round((Date.now() - at) / 1000)));
      this.send({ ...page, ago }).catch(() => { /* the page is not worth a second try */ });
    }
    this.#told = this.#pages.length;
  }
}
