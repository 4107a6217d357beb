/**
 * Whoever signed in again in another tab has another token: forms that were open before take it as
 * they are sent, and lose nothing.
 */
import { renewFormTokens } from "./csrf.js";

document.addEventListener("submit", renewFormTokens, { capture: true });
