// What the page shows of the practice cloud: its offer, and then its tasks.

import { html } from "lit-html";
import { tasksFor } from "../model/practice.js";
import { radioView } from "./form.js";

/** @import { Draft } from "../model/draft.js" */
/** @import { Books } from "../model/practice.js" */

/**
 * @param {{
 *   draft: Draft,
 *   books: Books | undefined,
 *   trouble: string,
 *   start: () => void,
 *   end: () => void,
 *   refresh: () => void,
 *   pick: (ids: Record<string, string>) => void,
 * }} model
 */
export const practiceView = ({ draft, books, trouble, start, end, refresh, pick }) => {
  if (!books) {
    return html`
      <fieldset class="practice">
        <legend>New here?</legend>
        <p>Practice on tasks that nobody will miss, in a cloud on this machine.</p>
        <button type="button" @click=${start}>Use the practice cloud</button>
        <p role="alert">${trouble}</p>
      </fieldset>`;
  }
  const tasks = tasksFor(draft.spec, books);
  return html`
    <fieldset class="practice">
      <legend>Practice cloud</legend>
      <p class="notes">On this machine, with keys out of public documentation: nothing real is touched.</p>
      ${radioView(
        "practice-task",
        draft.taskId,
        tasks.map(({ ids, states }) => {
          const id = draft.taskIdOf(ids);
          return {
            value: id,
            text: html`<code>${id}</code> <span class="state">${states.join(", ")}</span>`,
          };
        }),
        (chosen) => pick(tasks.find(({ ids }) => draft.taskIdOf(ids) === chosen)?.ids ?? {}),
      )}
      <div class="row">
        <button type="button" @click=${refresh}>Refresh the states</button>
        <button type="button" @click=${end}>Leave the practice cloud</button>
      </div>
      <p role="alert">${trouble}</p>
    </fieldset>`;
};
