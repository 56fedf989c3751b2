// Answers requests for the page with its files and the headers that confine it.

import { readFile } from "node:fs/promises";

const files = {
  "/": { name: "index.html", type: "text/html; charset=utf-8" },
  "/main.js": { name: "main.js", type: "text/javascript; charset=utf-8" },
  "/style.css": { name: "style.css", type: "text/css; charset=utf-8" },
};

/** WebAssembly needs 'wasm-unsafe-eval'; a cancel is sent to any https endpoint, or to one on this machine, but
 *  not at [::1], which Chromium does not take in a policy. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "img-src 'self' data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

export const securityHeaders = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** The page as a handler. @param {string} dir where buildConsole() put it */
export const serveConsole =
  (dir) =>
  async (/** @type {Request} */ { method, url }) => {
    const file = Object.entries(files).find(([path]) => path === new URL(url).pathname)?.[1];
    if (!file) return new Response("Not found\n", { status: 404, headers: securityHeaders });
    if (method !== "GET" && method !== "HEAD") {
      return new Response(null, { status: 405, headers: { ...securityHeaders, allow: "GET, HEAD" } });
    }
    const headers = { ...securityHeaders, "content-type": file.type, "cache-control": "no-cache" };
    return new Response(await readFile(`${dir}/${file.name}`, "utf8"), { headers });
  };
