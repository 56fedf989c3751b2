// Answers requests for the page with its files and the headers that confine it.

import { readFile } from "node:fs/promises";
import { securityHeaders } from "../headers.mjs";

const files = {
  "/": { name: "index.html", type: "text/html; charset=utf-8" },
  "/main.js": { name: "main.js", type: "text/javascript; charset=utf-8" },
  "/style.css": { name: "style.css", type: "text/css; charset=utf-8" },
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
