/**
 * Buttons in the context panel that send a card into the open chat: `data-send-card` says which,
 * `data-about` the order's or product's number, `data-goods` the words until the card is there.
 */
export class CardButtons {
  /** @param {HTMLElement} body @param {{onSend: (card: {card: string, about: number}, goods: string) => void}} options */
  constructor(body, { onSend }) {
    this.body = body;
    body.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-send-card]");
      if (!button) return;
      const { sendCard: card, about, goods } = button.dataset;
      onSend({ card, about: Number(about) }, goods.trim());
    });
  }

  /** To the first of them. */
  focus() {
    this.body.querySelector("[data-send-card]")?.focus();
  }
}
