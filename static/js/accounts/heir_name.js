/**
 * Says in full who hands the shop to whom, as soon as somebody is chosen:
 * `<p data-heir-sentence data-with-name="兰姐 把 小满 转给 {heir}：…">` beside a `select[name=heir]`.
 */

const sentence = document.querySelector("[data-heir-sentence]");
const chosen = document.querySelector("select[name=heir]");

function tell() {
  if (!chosen.value) return;
  const name = chosen.selectedOptions[0].textContent.split(" · ")[0].trim();
  sentence.textContent = sentence.dataset.withName.replaceAll("{heir}", name);
}

chosen?.addEventListener("change", tell);
if (chosen) tell();
