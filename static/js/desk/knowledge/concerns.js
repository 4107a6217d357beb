/** Whether a change of what is known touches the part that is shown. Pure. */

/**
 * @param {{product: number|null, category: string}} event
 * @param {{knowledgeProduct?: string, knowledgeCategory?: string}|undefined} shown
 * @returns {boolean}
 */
export function concerns({ product, category }, shown) {
  if (!shown) return false;
  if (product !== null) return String(product) === shown.knowledgeProduct;
  return !shown.knowledgeProduct || category === shown.knowledgeCategory;
}
