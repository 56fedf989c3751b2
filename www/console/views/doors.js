// The first visit: what one can do, side by side.
import { html, nothing } from "lit-html";
import { signIn } from "../app/entry.js";
import { go } from "../app/navigation.js";
import { practice } from "../app/practising.js";
import { icon } from "./icons.js";
import { problemBox } from "./parts.js";

/** @import { App } from "../types.d.ts" */

/**
 * @param {import("./icons.js").Shape} shape
 * @param {[title: string, help: string, open: string]} words
 * @param {{ open: () => void, isFirst?: boolean, isBusy?: boolean }} options
 */
const door = (shape, [title, help, label], { open, isFirst = false, isBusy = false }) => html`
  <section class="door">
    <h2>${icon(shape)} ${title}</h2>
    <p>${help}</p>
    <button type="button" class=${isFirst ? "primary" : ""} ?disabled=${isBusy} @click=${open}>${label}</button>
  </section>`;

/** @param {App} app */
export function doorsView(app) {
  const { t, service, isBusy, problem } = app.state;
  const { doors } = t;
  const isShut = service.isAsked && !service.isKnown;
  const isReal = service.isKnown && service.mode !== "practice";
  return html`
    <div class="doors">
      <h1 tabindex="-1">${doors.title}</h1>
      <p class="lead">${doors.promise}</p>
      ${problemBox(app, problem)}
      <div class="door-row">
        ${
          isReal
            ? door("door", [doors.signin, doors.signinHelp, doors.signinOpen], {
                open: () => go(app, "signin"),
                isFirst: true,
              })
            : door(
                "play",
                [doors.practice, isShut ? doors.practiceShut : doors.practiceHelp, doors.practiceOpen],
                {
                  open: () => practice(app),
                  isFirst: true,
                  isBusy: isBusy || isShut || !service.isAsked,
                },
              )
        }
        ${door("key", [doors.connect, doors.connectHelp, doors.connectOpen], { open: () => go(app, "connect") })}
        ${door("text", [doors.explain, doors.explainHelp, doors.explainOpen], { open: () => go(app, "explain") })}
      </div>
      ${
        service.mode === "practice"
          ? html`<p class="aside"><button type="button" class="link" @click=${() => go(app, "signin")}>${doors.signinOpen}</button></p>`
          : nothing
      }
    </div>`;
}

/** @param {App} app */
export function signinView(app) {
  const { t, isBusy, problem, token } = app.state;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    signIn(app, app.state.token);
  };
  return html`
    <form class="card" @submit=${submit} autocomplete="off">
      <h1 tabindex="-1">${t.signin.title}</h1>
      ${location.hash.includes("run=") ? html`<p class="note">${t.signin.resume}</p>` : nothing}
      ${problemBox(app, problem)}
      <label class="field">
        <span>${t.signin.token}</span>
        <input type="password" name="token" autocomplete="new-password" spellcheck="false" required .value=${token}
          @input=${(/** @type {any} */ { target }) => {
            app.state.token = target.value.trim();
          }} />
      </label>
      <p class="help">${t.signin.help}</p>
      <div class="buttons">
        <button type="button" @click=${() => go(app, "list")}>${t.connect.back}</button>
        <button class="primary" ?disabled=${isBusy}>${t.signin.open}</button>
      </div>
    </form>`;
}
