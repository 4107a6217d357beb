/** The sign that stands for a name: 小梅 → 梅, 贝贝不吃香菜 → 贝, Tom → T. @param {string|null} name */
export function initial(name) {
  const signs = [...(name ?? "").trim()];
  const familiar = signs.length > 1 && (signs[0] === "小" || signs[0] === "老");
  return (signs[familiar ? 1 : 0] ?? "·").toUpperCase();
}
