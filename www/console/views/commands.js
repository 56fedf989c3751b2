// Calls as commands for a terminal, one tool at a time.
import { html, nothing } from "lit-html";
import { groupBy } from "../model/group.js";
import { copyButton } from "./parts.js";

/** @import { App, Call } from "../types.d.ts" */

/** What is shown of a long text; all of it is copied. */
const MAX_SHOWN = 4_000;

/** The calls of one provider. @param {App} app @param {Call[]} calls */
function providerView(app, calls) {
  const { t, tool, tools } = app.state;
  const commands = tools?.commandsFor(calls) ?? [];
  const chosen = commands.find(({ id }) => id === tool) ?? commands[0];
  if (!chosen) return nothing;
  return html`
    <div class="commands">
      <div class="tabs" role="group" aria-label=${t.copy.title}>
        ${commands.map(
          ({ id, label }) => html`
            <button type="button" class="tab" aria-pressed=${id === chosen.id} @click=${() => {
              app.state.tool = id;
              app.update();
            }}>${label}</button>`,
        )}
        <span class="fill"></span>
        ${copyButton(app, chosen.text, t.copy.copy)}
      </div>
      <pre tabindex="0">${chosen.text.slice(0, MAX_SHOWN)}${chosen.text.length > MAX_SHOWN ? " …" : ""}</pre>
    </div>`;
}

/** @param {App} app @param {Call[]} calls */
export function commandsView(app, calls) {
  const specs = new Map(app.state.engine?.operations().map(({ id, provider }) => [id, provider.id]));
  const groups = groupBy(calls, ({ operation }) => specs.get(operation));
  return html`
    ${[...groups.values()].map((group) => providerView(app, group))}
    <p class="help">${app.state.t.copy.secrets}</p>`;
}
