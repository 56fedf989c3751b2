// Operations that are told apart by method and path, as REST has it.

/**
 * @param {Record<string, [method: string, path: RegExp]>} routes by operation; the path names its labels
 * @param {import("./types.d.ts").Call} call
 * @returns {import("./types.d.ts").Route | undefined}
 */
export function routeByPath(routes, { method, path, url }) {
  for (const [operation, [routeMethod, pattern]] of Object.entries(routes)) {
    const match = method === routeMethod && pattern.exec(path);
    if (!match) continue;
    const labels = Object.entries(match.groups ?? {}).map(([name, label]) => [
      name,
      decodeURIComponent(label),
    ]);
    return { operation, params: { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(labels) } };
  }
  return undefined;
}
