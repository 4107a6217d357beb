/** Upload a file, telling how far it is: `fetch` can't tell that of what it sends. */
import { gettext } from "../i18n.js";
import { WireError } from "../realtime/wire_error.js";

/**
 * @param {string} url @param {File} file @param {Record<string, string>} headers
 * @param {(share: number) => void} onProgress
 * @returns {{done: Promise<{file: object, changed: string}>, abort: () => void}}
 */
export function uploadFile(url, file, headers, onProgress, Request = globalThis.XMLHttpRequest) {
  const request = new Request();
  const done = new Promise((resolve, reject) => {
    request.open("POST", url);
    request.responseType = "json";
    const all = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name), ...headers };
    for (const [name, value] of Object.entries(all)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => (request.response?.file ? resolve(request.response) : reject(problemOf(request)));
    request.onerror = () => reject(new WireError({ code: "line_lost" }));
    request.onabort = () => reject(new WireError({ code: "aborted" }));
    request.send(file);
  });
  return { done, abort: () => request.abort() };
}

function problemOf({ status, response }) {
  if (response?.error) return new WireError({ ...response.error, code: status === 401 ? "signed_out" : response.error.code });
  if (status === 413) return new WireError({ code: "file_too_large", message: gettext("文件太大，没收。"), action: gettext("压缩一下，或者拆成几个再发。") });
  return new WireError({ code: "unknown", message: gettext("服务器没收下。"), action: gettext("文件还在，等一下再试。") });
}
