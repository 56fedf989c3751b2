// The page: holds its state, renders it, and does what takes time (sending, the practice cloud, the clipboard).

import { interpretResponse } from "calloff";
import { html, nothing, render } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { cancelOperations, Draft } from "./model/draft.js";
import { masker } from "./model/mask.js";
import { enterPractice, readBooks } from "./model/practice.js";
import { confirmView } from "./views/confirm.js";
import { formView } from "./views/form.js";
import { noReply, notSent, outcomeView, replyView, verdicts } from "./views/outcome.js";
import { pastedView } from "./views/pasted.js";
import { practiceView } from "./views/practice.js";
import { requestView } from "./views/request.js";

/** @import { Call, HttpRequest, Outcome } from "calloff" */
/** @import { Masker } from "./model/mask.js" */
/** @import { ReplyShown } from "./views/outcome.js" */
/** @import { Books } from "./model/practice.js" */

/**
 * A call that was sent, with the provider's time if `corrected`, and its answer, if one came.
 * @typedef {{
 *   call: Call,
 *   taskId: string,
 *   url: string,
 *   corrected: boolean,
 *   answer?: { outcome: Outcome, reply: ReplyShown },
 *   answeredAt: number,
 * }} Sent
 */

/** A cancel is answered in a second or two; after this long nobody can say what became of it. */
const patienceMs = 30_000;

/** The second tap of a double tap comes sooner than anybody has read a question. */
const readingMs = 500;

const realDraft = new Draft();
/** Practice has a draft of its own, so that practice keys and real ones never meet. */
let draft = realDraft;

const state = {
  /** Somebody tried to send: from now on what is missing is said, too. */
  tried: false,
  sending: false,
  /** The question has been on the screen long enough to be answered. */
  answerable: false,
  /** What became of the call that was sent last.
   *  @type {Sent | undefined} */
  sent: undefined,
  /** Where the page's own policy kept it from sending to last. */
  blocked: "",
  pasted: { text: "", status: "" },
  /** What the practice cloud has, while it is in use.
   *  @type {Books | undefined} */
  books: undefined,
  /** Why the practice cloud cannot be used. */
  trouble: "",
  /** What came of copying a text.
   *  @type {{ text: string, note: string } | undefined} */
  copied: undefined,
  /** What screen readers read out: another object is read again, also with the same words. */
  announcement: { text: "" },
};

const root = /** @type {HTMLElement} */ (document.querySelector("#console"));

/** @param {string} selector */
const element = (selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector));

/** What is missing is no news to somebody who has not come to that field yet. */
const examine = () => {
  const examination = draft.examine();
  const told = examination.findings.filter(
    ({ code, path }) => code !== "required" || state.tried || draft.touched(path),
  );
  return { examination, told };
};

/** @param {string} path @param {string | boolean} value */
const set = (path, value) => {
  draft.set(path, value);
  update();
};

/** @param {string} operation */
const choose = (operation) => {
  draft.spec = cancelOperations.find(({ id }) => id === operation) ?? draft.spec;
  draft.refresh();
  state.tried = false;
  if (state.books) enterPractice(draft, state.books);
  update();
};

/** @type {ReturnType<typeof setTimeout>} */
let reading;

const ask = () => {
  /** @param {boolean} answerable */
  const turn = (answerable) => {
    state.answerable = answerable;
    update();
  };
  clearTimeout(reading);
  turn(false);
  root.querySelector("dialog")?.showModal();
  reading = setTimeout(turn, readingMs, true);
};

const submit = () => {
  if (state.sending) return;
  draft.refresh();
  state.tried = true;
  update();
  if (draft.examine().signed) ask();
  else element("[aria-invalid=true]")?.focus();
};

/** @param {Call} call @param {HttpRequest} request @returns {Promise<{ outcome: Outcome, reply: ReplyShown }>} */
const exchange = async (call, request) => {
  const response = await fetch(request.url, {
    ...request,
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(patienceMs),
  });
  const { status, headers } = response;
  const shown = response
    .clone()
    .text()
    .catch(() => "");
  return {
    outcome: await interpretResponse(call, response),
    reply: { status, headers: [...headers], body: await shown },
  };
};

/** @param {string} url */
const silence = (url) => (url === state.blocked ? notSent : noReply);

/** @param {number} [providerTime] what to sign with in place of the clock here */
const send = async (providerTime) => {
  draft.refresh(providerTime);
  const { call, taskId } = draft;
  const { request } = draft.examine();
  if (!request) return;
  Object.assign(state, { sending: true, sent: undefined, announcement: { text: "Sending" } });
  update();
  const answer = await exchange(call, request).catch(() => undefined);
  Object.assign(state, {
    sending: false,
    sent: {
      call,
      taskId,
      url: request.url,
      corrected: providerTime !== undefined,
      answer,
      answeredAt: Date.now(),
    },
    announcement: {
      text: answer
        ? `${verdicts[answer.outcome.verdict].title}. ${answer.outcome.advice}`
        : silence(request.url).title,
    },
  });
  update();
  element(".sent")?.scrollIntoView({ block: "nearest" });
  if (state.books) await refreshPractice();
};

/** @param {number} serverTime @param {number} toldAt by the clock here */
const sendWithProviderTime = async (serverTime, toldAt) => {
  await send(serverTime + Date.now() - toldAt);
  // The button that was pressed is gone.
  element(".sent")?.focus();
};

/** The way on from a clock that is off: for the call that was sent, as long as the form holds it, and once.
 *  @param {Sent} sent */
const correctionView = ({ call, corrected, answer, answeredAt }) => {
  const { verdict, serverTime } = answer?.outcome ?? {};
  const same = JSON.stringify(call) === JSON.stringify(draft.call);
  if (verdict !== "clock-skew" || !serverTime || corrected || !same) return nothing;
  return html`
    <button type="button" @click=${() => sendWithProviderTime(serverTime, answeredAt)}>
      Send again with the provider’s time
    </button>`;
};

/** @param {string} text */
const copy = async (text) => {
  const note = await navigator.clipboard.writeText(text).then(
    () => "Copied",
    () => "The browser did not allow copying",
  );
  Object.assign(state, { copied: { text, note }, announcement: { text: note } });
  update();
};

const refreshPractice = async () => {
  try {
    state.books = await readBooks();
    state.trouble = "";
  } catch {
    state.trouble = "The practice cloud does not answer: it comes with npm start.";
  }
  update();
};

/** The button that led here is gone: the focus goes on at what came in its place.
 *  @param {Draft} next @param {string} text */
const turnTo = (next, text) => {
  const { spec } = draft;
  draft = next;
  state.announcement = { text };
  choose(spec.id);
  element(".practice :checked, .practice button")?.focus();
};

const startPractice = async () => {
  await refreshPractice();
  if (state.books) turnTo(new Draft(), "In the practice cloud: the form is filled in");
};

const endPractice = () => {
  state.books = undefined;
  turnTo(realDraft, "Left the practice cloud: the form is as it was before");
};

/** @param {Masker} mask */
const sentView = (mask) => {
  if (!state.sent) return nothing;
  const { call, taskId, url, answer } = state.sent;
  return html`
    <section class="sent" tabindex="-1" aria-label="What became of it">
      <h2>What became of <code>${taskId}</code></h2>
      <p class="notes"><code>${call.operation}</code> at ${new URL(url).host}</p>
      ${
        answer
          ? [outcomeView(answer.outcome, mask), correctionView(state.sent), replyView(answer.reply, mask)]
          : silence(url).view(url)
      }
    </section>`;
};

const pageView = () => {
  const { examination, told } = examine();
  const mask = masker([...realDraft.secrets, ...draft.secrets]);
  return html`
    <div class="columns">
      <div class="column">
        ${formView({
          draft,
          findings: told,
          sending: state.sending,
          practice: practiceView({
            draft,
            books: state.books,
            trouble: state.trouble,
            start: startPractice,
            end: endPractice,
            refresh: refreshPractice,
            pick: (ids) => {
              draft.setIds(ids);
              update();
            },
          }),
          choose,
          set,
          submit,
        })}
        ${sentView(mask)}
      </div>
      <section class="beside" aria-label="The exact request">
        <h2>The exact request</h2>
        ${requestView({ examination, now: draft.now, mask, copied: state.copied, copy })}
      </section>
    </div>
    ${pastedView({
      pasted: state.pasted,
      spec: draft.spec,
      mask,
      set: (pasted) => {
        Object.assign(state.pasted, pasted);
        update();
      },
    })}
    <p role="status" class="visually-hidden">
      ${keyed(state.announcement, html`<span>${state.announcement.text}</span>`)}
    </p>
    <dialog aria-labelledby="confirm-title">
      ${examination.signed && examination.request ? confirmView({ draft, findings: told, request: examination.request, answerable: state.answerable, confirm: () => send() }) : nothing}
    </dialog>`;
};

function update() {
  render(pageView(), root);
}

// A browser tells of it only after the sending has failed.
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  if (effectiveDirective !== "connect-src" || blockedURI !== state.sent?.url) return;
  Object.assign(state, { blocked: blockedURI, announcement: { text: notSent.title } });
  update();
});

update();
