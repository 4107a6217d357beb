/** The registers by keyboard: rows, the box to look into, a new row; a scanner always finds its box. */
import { startKeys } from "./keys.js";
import { startScanning } from "./scan.js";

startKeys(document);
startScanning(document);
