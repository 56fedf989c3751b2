// The headers that confine the page, whoever serves it.

/** WebAssembly needs 'wasm-unsafe-eval'; a cancel is sent to any https endpoint, or to one on this machine, but
 *  not at [::1], which Chromium does not take in a policy. The one part that a page cannot say of itself is who may
 *  frame it. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
];

/** What the page says of itself in a `<meta>`, for a host that adds no headers. */
export const pagePolicy = policy.join("; ");

export const securityHeaders = {
  "content-security-policy": [...policy, "frame-ancestors 'none'"].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), serial=(), hid=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
