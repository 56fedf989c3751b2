// The headers that confine the page, whoever serves it.

/** Where the vendors' endpoints are; a page that works alone calls no others, but for some on this machine. */
const vendorHosts = [
  "amazonaws.com",
  "amazonaws.com.cn",
  "amazonaws.eu",
  "amazonwebservices.com.cn",
  "amazonwebservices.eu",
  "api.aws",
  "aws.scloud",

  "ic.gov",
  "sgov.gov",
  "aliyuncs.com",
  "myhuaweicloud.com",
  "myhuaweicloud.eu",
];

/** WebAssembly needs 'wasm-unsafe-eval'. A service on this machine may be called at any port, but not at [::1], which
 *  Chromium does not take in a policy. The one part that a page cannot say of itself is who may frame it. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  `connect-src 'self' ${vendorHosts.map((host) => `https://*.${host}`).join(" ")} http://127.0.0.1:* http://localhost:*`,
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
