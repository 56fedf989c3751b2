// The command as it was typed, to be typed again.

/** A word as every POSIX shell reads it. @param {string} word */
export const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** @param {readonly string[]} argv */
export function commandLine(argv) {
  const program = process.env.npm_command === "exec" ? ["npx", "calloff"] : ["calloff"];
  return [...program, ...argv.map(quoted)].join(" ");
}
