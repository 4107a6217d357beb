/** Bytes in words. */

/** Whole megabytes from 10 on, one decimal below, never 0. @param {number} bytes @returns {string} */
export function megabytes(bytes) {
  const size = bytes / 1048576;
  return size >= 10 ? String(Math.ceil(size)) : Math.max(0.1, size).toFixed(1);
}
