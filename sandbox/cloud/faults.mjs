// Faults: what a call meets with in place of its real reply, or on the way to it. Those of a service are its own
// (its table `faults`, and each of its error codes); these are the ones that come from something in between.

/** @type {Record<string, import("./types.d.ts").Fault>} */
const betweenFaults = {
  reset: { connection: "reset" },
  "lost-reply": { connection: "lost-reply" },
  "slow-body": { connection: "slow-body" },
  "cut-body": { connection: "cut-body" },
  "html-502": {
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n",
  },
  "cut-json": {
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"RequestId":"473469C7-AA6F-4DC5-B3',
  },
  "empty-body": { status: 500 },
  // Seen of JSON services of AWS, without a content type.
  "xml-error": {
    status: 403,
    body:
      "<MissingAuthenticationTokenException>\n  <Message>Missing Authentication Token</Message>\n" +
      "</MissingAuthenticationTokenException>\n",
  },
};

/**
 * Every fault of a service that has a name of its own.
 *
 * @param {import("./types.d.ts").Service} service
 * @returns {Record<string, import("./types.d.ts").Fault>}
 */
export const namedFaults = ({ faults }) => ({
  ...betweenFaults,
  "throttled-with-date": {
    ...faults.throttled,
    headers: (call) => ({ "retry-after": new Date(call.now + 2000).toUTCString() }),
  },
  ...faults,
});

/**
 * @param {import("./types.d.ts").Service} service
 * @param {string} name
 * @returns {import("./types.d.ts").Fault | undefined}
 */
export function findFault(service, name) {
  const faults = namedFaults(service);
  if (Object.hasOwn(faults, name)) return faults[name];
  return Object.hasOwn(service.errors, name) ? { code: name } : undefined;
}
