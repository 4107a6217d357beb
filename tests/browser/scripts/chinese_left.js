(data) => {
  const found = [];
  const told = (text, where) => { if (/\p{Script=Han}/u.test(text ?? "")) found.push(`${where}: ${text.trim()}`); };
  const isData = (element) => element.closest(`${data}, script, style, template`);
  const names = ["小满", "小梅", "汤姆", "秦越", "兰姐", "在吗", "来了", "访客"];
  const less = (text) => names.reduce((left, name) => left.replaceAll(name, ""), text ?? "");
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const {parentElement: parent, textContent: text} = walker.currentNode;
    if (parent && !isData(parent)) told(less(text), parent.className || parent.localName);
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [data-idle]")) {
    if (isData(element)) continue;
    for (const name of ["aria-label", "placeholder", "title", "data-idle"]) told(less(element.getAttribute(name)), `@${name}`);
  }
  for (const template of document.querySelectorAll("template")) {
    for (const each of template.content.querySelectorAll("*")) {
      for (const node of each.childNodes) if (node.nodeType === 3) told(less(node.textContent), "template");
      told(less(each.getAttribute("aria-label")), "template @aria-label");
    }
  }
  told(less(document.title), "title");
  return found;
}
