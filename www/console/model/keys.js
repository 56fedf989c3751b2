// The keyboard: what each key does. Single letters can be switched off.

/** @typedef {{ id: string, keys: string[], shown?: string }} Shortcut */

/** @type {Shortcut[]} */
export const shortcuts = [
  { id: "search", keys: ["/"] },
  { id: "next", keys: ["j", "ArrowDown"] },
  { id: "previous", keys: ["k", "ArrowUp"] },
  { id: "select", keys: ["x", " "], shown: "x Space" },
  { id: "selectTo", keys: ["X"], shown: "⇧x" },
  { id: "selectAll", keys: ["a"] },
  { id: "clear", keys: ["Escape"], shown: "Esc" },
  { id: "inspect", keys: ["Enter"] },
  { id: "callOff", keys: ["c"] },
  { id: "confirm", keys: ["Mod+Enter"], shown: "Ctrl Enter" },
  { id: "refresh", keys: ["r"] },
  { id: "copyId", keys: ["y"] },
  { id: "copyAs", keys: ["Y"], shown: "⇧y" },
  { id: "place", keys: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], shown: "0 – 9" },
  { id: "reply", keys: ["g r"] },
  { id: "runs", keys: ["g h"] },
  { id: "palette", keys: ["Mod+k"], shown: "Ctrl K" },
  { id: "help", keys: ["?"] },
];

/** A key that is one character: these can be switched off. @param {string} key */
const isLetter = (key) => /^\S( \S)?$/.test(key);

/**
 * The shortcut that somebody typed.
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean }} event
 * @param {string} before the letter that was typed just before
 * @param {boolean} letters whether single letters act
 */
export function shortcutFor({ key, ctrlKey, metaKey, altKey }, before, letters) {
  if (altKey) return undefined;
  const typed = ctrlKey || metaKey ? `Mod+${key}` : before === "g" ? `g ${key}` : key;
  return shortcuts.find(({ keys }) => keys.includes(typed) && (letters || !isLetter(typed)));
}

/** How a key is written. @param {Shortcut} shortcut */
export const writtenKeys = ({ keys, shown }) =>
  (shown ?? keys.join(" ")).replace("ArrowDown", "↓").replace("ArrowUp", "↑").split(" ");
