// A practice cloud with a clock that stands still until a test moves it.

import { createPracticeCloud } from "../../sandbox/index.mjs";

const START = Date.parse("2026-11-21T12:00:00Z");

/** @param {{ stallMs?: number }} [options] */
export function practice(options) {
  const clock = { now: START };
  const cloud = createPracticeCloud({ ...options, now: () => clock.now });

  /**
   * @param {string} call
   * @param {object} [input]
   */
  const control = async (call, input) => {
    const [method = "", name] = call.split(" ");
    const body = input === undefined ? null : JSON.stringify(input);
    return cloud.fetch(new Request(`http://127.0.0.1/cloud/_control/${name}`, { method, body }));
  };
  const state = async () => (await control("GET state")).json();

  return {
    cloud,
    clock,
    control,
    state,
    /** @param {number} seconds */
    pass: (seconds) => {
      clock.now += seconds * 1000;
    },
    /**
     * Sends a request, and gives the reply in the parts that a test looks at.
     *
     * @param {Request | Promise<Request>} request
     */
    async send(request) {
      const response = await cloud.fetch(await request);
      const text = await response.text();
      /** @type {any} */
      let body = text;
      try {
        body = JSON.parse(text);
      } catch {}
      return { status: response.status, headers: response.headers, body };
    },
    /**
     * @param {string} service
     * @param {string} id any of the task's ids
     * @returns {Promise<string>}
     */
    async stateOf(service, id) {
      const { tasks } = (await state()).services[service];
      return tasks.find((/** @type {any} */ task) => Object.values(task.ids).includes(id))?.state;
    },
  };
}
