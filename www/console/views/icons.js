// Signs: each state has a shape of its own, so that no color is needed to tell them apart.
import { html, svg } from "lit-html";

/** 16 by 16, drawn with the color of the text. */
const shapes = {
  running: svg`<circle cx="8" cy="8" r="5" fill="currentColor" stroke="none" />`,
  queued: svg`<circle cx="8" cy="8" r="5" stroke-dasharray="2.6 2.6" />`,
  half: svg`<circle cx="8" cy="8" r="5" /><path d="M8 3a5 5 0 0 1 0 10z" fill="currentColor" stroke="none" />`,
  check: svg`<path d="m3 8.5 3.3 3.5L13 4.5" />`,
  cross: svg`<path d="m4 4 8 8m0-8-8 8" />`,
  question: svg`<path d="M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.3 8.7 8 9.2 8 10.2M8 12.6v.4" />`,
  bar: svg`<path d="M4 8h8" />`,
  search: svg`<circle cx="7" cy="7" r="4" /><path d="m10 10 3.5 3.5" />`,
  refresh: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3" />`,
  copy: svg`<rect x="5.5" y="5.5" width="7.5" height="7.5" rx="1.5" /><path d="M10.5 5.5V3.5h-7v7h2" />`,
  theme: svg`<circle cx="8" cy="8" r="5" /><path d="M8 3v10a5 5 0 0 0 0-10z" fill="currentColor" stroke="none" />`,
  menu: svg`<path d="M3 4.5h10M3 8h10M3 11.5h10" />`,
  close: svg`<path d="m4.5 4.5 7 7m0-7-7 7" />`,
  text: svg`<path d="M3.5 4h9M3.5 8h9M3.5 12h5" />`,
  key: svg`<circle cx="5.5" cy="8" r="2.5" /><path d="M8 8h5.5v2M11 8v1.5" />`,
  play: svg`<path d="M5 3.5v9l7.5-4.5z" />`,
  door: svg`<path d="M4 13.5v-11h6v11M2.5 13.5h11M8 8v.5" />`,
  clock: svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 5v3l2 1.5" />`,
  list: svg`<path d="M5.5 4.5h8M5.5 8h8M5.5 11.5h8M2.5 4.5h.5M2.5 8h.5M2.5 11.5h.5" />`,
};

/** @typedef {keyof typeof shapes} Shape */

/** @param {Shape} shape */
export const icon = (shape) =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes[shape]}</svg>`;

/** A task's state. @type {Record<string, { shape: Shape, tone: string }>} */
const taskSigns = {
  queued: { shape: "queued", tone: "live" },
  running: { shape: "running", tone: "live" },
  canceling: { shape: "half", tone: "wait" },
  deleting: { shape: "half", tone: "wait" },
  canceled: { shape: "check", tone: "good" },
  succeeded: { shape: "check", tone: "quiet" },
  failed: { shape: "cross", tone: "quiet" },
  expired: { shape: "bar", tone: "quiet" },
  unknown: { shape: "question", tone: "unknown" },
};

/** What became of a task in a run. @type {Record<string, { shape: Shape, tone: string }>} */
const endSigns = {
  waiting: { shape: "queued", tone: "quiet" },
  canceling: { shape: "half", tone: "wait" },
  trying: { shape: "queued", tone: "wait" },
  confirmed: { shape: "check", tone: "good" },
  hadEnded: { shape: "check", tone: "quiet" },
  refused: { shape: "cross", tone: "bad" },
  unconfirmed: { shape: "question", tone: "unknown" },
  failed: { shape: "bar", tone: "bad" },
};

/** @param {Record<string, { shape: Shape, tone: string }>} signs */
const signOf = (signs) => (/** @type {string} */ state, /** @type {string} */ word) => {
  const { shape, tone } = signs[state] ?? { shape: /** @type {const} */ ("question"), tone: "unknown" };
  return html`<span class="sign ${tone}">${icon(shape)}<span>${word}</span></span>`;
};

export const taskSign = signOf(taskSigns);
export const endSign = signOf(endSigns);
