/** The registers: by keyboard and scanner, scan after scan, and as they are while colleagues work on them. */
import { Flow } from "./flow.js";
import { startKeys } from "./keys.js";
import { Live } from "./live.js";
import { startScanning } from "./scan.js";

const root = document.querySelector("[data-registers]");
const live = new Live(root);

startKeys(document);
startScanning(document);
new Flow(root, { onPut: () => live.heard(), onSignedOut: () => live.line.reconnect() });
live.start();
