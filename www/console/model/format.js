// Dates, numbers and times as the reader's language writes them.

/** @param {string} lang */
export function formats(lang) {
  const number = new Intl.NumberFormat(lang);
  const percent = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 });
  const clock = new Intl.DateTimeFormat(lang, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const moment = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" });
  /** @param {string} unit */
  const unit = (unit) => new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "narrow" });
  const units = [
    { ms: 86_400_000, format: unit("day") },
    { ms: 3_600_000, format: unit("hour") },
    { ms: 60_000, format: unit("minute") },
    { ms: 1_000, format: unit("second") },
  ];
  return {
    /** @param {number} value */
    number: (value) => number.format(value),
    /** A count, also one beyond what a number holds. @param {string} text */
    count: (text) => (/^\d+$/.test(text) ? number.format(BigInt(text)) : text),
    /** @param {number} value */
    percent: (value) => percent.format(Math.floor(value * 100) / 100),
    /** @param {number} at */
    clock: (at) => clock.format(at),
    /** @param {number | string} at */
    moment: (at) => (Number.isNaN(new Date(at).getTime()) ? String(at) : moment.format(new Date(at))),
    /** The two largest units. @param {number} ms */
    duration(ms) {
      const first = Math.max(
        0,
        units.findIndex((one) => ms >= one.ms),
      );
      const from = ms < 1_000 ? units.length - 1 : first;
      let rest = Math.max(0, ms);
      return units
        .slice(from, from + 2)
        .map(({ ms: size, format }, index) => {
          const count = Math.floor(rest / size);
          rest -= count * size;
          return index > 0 && count === 0 ? "" : format.format(count);
        })
        .filter(Boolean)
        .join(" ");
    },
  };
}

/** Characters that turn a line around, break it or cannot be seen, written out. @param {string} text */
export const plain = (text) =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character === "\n" ? "⏎" : `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`,
  );

/** An id as short as it can be told from others: the end of an ARN. @param {string} id */
export const shortId = (id) => (id.includes("/") ? `…/${id.slice(id.lastIndexOf("/") + 1)}` : id);
