// The Worker's API: one request, and what it says when it refuses.
import { Trouble } from "../model/problem.js";

/** Who hears nothing for so long will hear nothing more. */
const MAX_WAIT_MS = 30_000;

/**
 * @param {string} path
 * @param {{ token?: string | undefined, method?: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal | null | undefined }} [options]
 */
export async function ask(
  path,
  { token, method = "GET", body, headers = {}, signal = AbortSignal.timeout(MAX_WAIT_MS) } = {},
) {
  const response = await fetch(path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
    // Cookies of Access, where it stands in front; a way to sign in is not followed.
    credentials: "same-origin",
    redirect: "manual",
  });
  if (response.ok) return response;
  const { error } = await response.json().catch(() => ({}));
  const code = response.type === "opaqueredirect" ? "signed-out" : (error?.code ?? "no-answer");
  throw new Trouble({
    code: response.status === 401 ? "signed-out" : code,
    message: error?.message ?? "",
    httpStatus: response.status,
  });
}
