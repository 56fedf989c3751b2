// What is shown: results on standard output, everything else on standard error, with one line at the bottom of a
// terminal that is drawn anew as things go on.
import { plain } from "./table.js";

const MASK = "********";
/** Shorter ones would be found all over the place, and no vendor gives such. */
const MIN_SECRET = 8;
/** Where lines stay, one is written at most so often. */
const PLAIN_STATUS_MS = 10_000;

const COLORS = { red: 31, green: 32, yellow: 33, gray: 90 };

export class Screen {
  #out = process.stdout;
  #err = process.stderr;
  /** @type {string[]} */
  #secrets = [];
  /** The line at the bottom of the terminal. */
  #status = "";
  #statusAt = 0;
  /** Whoever read the results has enough of them. */
  isClosed = false;

  constructor() {
    this.hasBottomLine = Boolean(this.#err.isTTY) && process.env.TERM !== "dumb";
    this.#out.on("error", (error) => {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPIPE") throw error;
      this.isClosed = true;
    });
  }

  /** @param {readonly string[]} secrets that are never shown, wherever they come up */
  hide(secrets) {
    this.#secrets.push(...secrets.filter((secret) => secret.length >= MIN_SECRET));
  }

  /** A line of the results; it may have colors. @param {string} line */
  print(line) {
    if (this.isClosed) return;
    this.#wipe();
    this.#out.write(`${this.#masked(line)}\n`);
    this.#draw();
  }

  /** Something for whoever looks on. @param {string} text */
  note(text) {
    this.#wipe();
    this.#err.write(`${plain(this.#masked(text))}\n`);
    this.#draw();
  }

  /**
   * How far it is: at the bottom of the terminal, else a line now and then.
   * @param {(columns: number) => string} text
   */
  status(text) {
    const now = Date.now();
    if (this.hasBottomLine) {
      this.#wipe();
      this.#status = plain(this.#masked(text(Math.max((this.#err.columns ?? 80) - 1, 20))));
      this.#draw();
    } else if (now >= this.#statusAt + PLAIN_STATUS_MS) {
      this.#statusAt = now;
      this.note(text(Number.POSITIVE_INFINITY));
    }
  }

  endStatus() {
    this.#wipe();
    this.#status = "";
    this.#statusAt = 0;
  }

  /** @param {string} text @param {keyof typeof COLORS} color */
  paint(text, color) {
    return this.#out.isTTY && this.#out.hasColors() ? `\x1b[${COLORS[color]}m${text}\x1b[0m` : text;
  }

  #wipe() {
    if (this.#status) this.#err.write("\r\x1b[K");
  }

  #draw() {
    if (this.#status) this.#err.write(this.#status);
  }

  /** @param {string} text */
  #masked(text) {
    return this.#secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  }
}
