// Long texts and lists are written short in the data: this writes them out.

/**
 * `{ prefix, repeat, times, suffix }` becomes what it stands for, wherever it is.
 * @param {any} data
 * @returns {any}
 */
export function expand(data) {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map(expand);
  if (!("times" in data))
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, expand(value)]));
  const { prefix = "", repeat, times, suffix = "" } = data;
  if (typeof repeat === "string") return prefix + repeat.repeat(times) + suffix;
  return Array.from({ length: times }, () => expand(repeat)).flat();
}
