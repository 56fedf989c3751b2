// Standard input, read to its end.

/** @returns {Promise<string>} */
export async function readAll() {
  process.stdin.setEncoding("utf8");
  let text = "";
  for await (const piece of process.stdin) text += piece;
  return text;
}
