// Ctrl-C, and being told to end: the first time, nothing more is sent, and there is time to say what is known; the
// second time it is over at once.

/** What a shell gives for a program that ended by the signal. */
const EXIT_CODES = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143 });

/**
 * @returns {{ signal: AbortSignal, exitCode: () => number | undefined, release: () => void }}
 */
export function catchInterrupts() {
  const controller = new AbortController();
  /** @type {number | undefined} */
  let exitCode;
  const handlers = Object.entries(EXIT_CODES).map(([name, code]) => {
    const handle = () => {
      if (exitCode !== undefined) process.exit(code);
      exitCode = code;
      controller.abort();
    };
    process.on(name, handle);
    return /** @type {const} */ ([name, handle]);
  });
  return {
    signal: controller.signal,
    exitCode: () => exitCode,
    release: () => {
      for (const [name, handle] of handlers) process.off(name, handle);
    },
  };
}
