// The OpenAPI document: the routes, and one schema for each operation, made of calloff's own catalogue.
import { operations, version } from "calloff";
import { STATES } from "../../job.js";
import { COUNTS } from "../store/jobs.js";
import { MAX_CALLS } from "./input.js";
import { routes } from "./routes.js";

/** @param {string} name */
const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
/** @param {object} items */
const arrayOf = (items) => ({ type: "array", items });
/** @param {Record<string, object>} properties @param {string[]} [required] */
const object = (properties, required = Object.keys(properties)) => ({ type: "object", properties, required });
/** Nothing else may be in it. @param {Record<string, object>} properties @param {string[]} [required] */
const strict = (properties, required) => ({ ...object(properties, required), additionalProperties: false });

const text = { type: "string" };
const number = { type: "integer" };
const time = { type: "string", format: "date-time" };

/** @param {import("calloff").FieldSpec} field @returns {object} */
function fieldSchema({ type, help, example, fields = [], ...limits }) {
  const { minLength, maxLength, min, max, maxItems, pattern } = limits;
  const scalar = {
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(pattern !== undefined && { pattern: `^(?:${pattern})$` }),
    // The vendor may know more words than it documents: they are examples.
    ...(limits.enum ? { examples: limits.enum } : example && type === "string" && { examples: [example] }),
  };
  const list = { type: "array", description: help, ...(maxItems !== undefined && { maxItems }) };
  if (type === "string[]") return { ...list, items: { type: "string", ...scalar } };
  if (type === "object[]") return { ...list, items: fieldsSchema(fields) };
  return { type, description: help, ...scalar };
}

/** @param {import("calloff").FieldSpec[]} fields */
const fieldsSchema = (fields) =>
  strict(
    Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    fields.filter(({ required }) => required).map(({ name }) => name),
  );

/** @param {import("calloff").OperationSpec} spec */
const callSchema = ({ id, title, fields, variants, regions }) => ({
  ...strict(
    {
      operation: { const: id },
      region: { type: "string", minLength: 1, maxLength: 64, examples: regions.slice(0, 3) },
      params: fieldsSchema(fields),
      ...(variants.length > 0 && { variants: arrayOf({ enum: variants }) }),
    },
    ["operation", "region", "params"],
  ),
  title,
});

/** @param {string} id */
const schemaName = (id) => id.replace(":", ".");

/** Calls of these kinds. @param {string[]} kinds */
const oneOf = (kinds) => ({
  oneOf: operations()
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id }) => ref(schemaName(id))),
});

const schemas = () => ({
  ...Object.fromEntries(operations().map((spec) => [schemaName(spec.id), callSchema(spec)])),
  CancelCall: oneOf(["cancel"]),
  ListCall: oneOf(["list", "status"]),
  Error: object({
    error: object({ code: text, message: text, findings: arrayOf(ref("Finding")) }, ["code", "message"]),
  }),
  Finding: object({ path: text, code: text, severity: { enum: ["error", "warning"] }, message: text }),
  Findings: object({ findings: arrayOf(ref("Finding")) }),
  Me: object({ name: text, role: { enum: ["viewer", "operator"] }, mode: text }),
  Profiles: object({
    profiles: arrayOf(
      object({ name: text, services: arrayOf(text), regions: arrayOf(text), operations: arrayOf(text) }),
    ),
  }),
  Operations: object({ operations: arrayOf({ type: "object" }) }),
  TaskViews: object({ tasks: arrayOf({ type: "object" }), nextToken: text }, ["tasks"]),
  JobId: object({ id: text }),
  Job: object({
    id: text,
    profile: text,
    who: text,
    createdAt: time,
    ...Object.fromEntries(["taken", ...COUNTS].map((name) => [name, number])),
    stopped: { type: "boolean" },
  }),
  Jobs: object({ jobs: arrayOf(ref("Job")), cursor: text }, ["jobs"]),
  Task: object(
    {
      index: number,
      call: { type: "object" },
      state: { enum: STATES },
      end: { enum: ["confirmed", "refused", "unconfirmed"] },
      finalState: text,
      cancel: { type: "object", description: "The cancel call's outcome" },
      last: { type: "object", description: "The last outcome that tells of the task" },
      error: object({ code: text, message: text }),
    },
    ["index", "call", "state"],
  ),
  Tasks: object({ tasks: arrayOf(ref("Task")), cursor: text }, ["tasks"]),
  History: object({ entries: arrayOf({ type: "object" }), cursor: text }, ["entries"]),
});

const profile = { type: "string", minLength: 1, maxLength: 100 };
const calls = { ...arrayOf(ref("CancelCall")), minItems: 1, maxItems: MAX_CALLS };

/** @type {Record<string, object>} */
const requestSchemas = {
  validate: strict({ call: {} }),
  list: strict({ profile, call: ref("ListCall") }),
  job: strict({ profile, calls }),
  calls: strict({ calls }),
};

const cursor = { type: "string", pattern: "^[0-9]{1,15}$" };
const limit = { type: "integer", minimum: 1, maximum: 500, default: 100 };
const word = { type: "string", minLength: 1, maxLength: 200 };

/** @type {Record<string, Record<string, object>>} */
const querySchemas = {
  none: {},
  jobs: { cursor, limit },
  tasks: { cursor, limit },
  history: {
    who: word,
    profile: word,
    operation: word,
    verdict: word,
    from: time,
    to: time,
    search: word,
    cursor,
    limit,
  },
};

/** What may go wrong on any route. @type {Record<string, string>} */
const refusals = {
  400: "Not JSON, or a header that cannot be read",
  401: "No token, or none that is valid",
  403: "Not for this role, or not with this profile",
  404: "No such job",
  405: "Not with this method",
  409: "The job takes no more calls",
  413: "Too large",
  415: "Not application/json",
  422: "Not what it must be: see findings",
  429: "Too many requests",
  502: "The provider did not answer with tasks",
  503: "Something is not configured",
};

/** @param {object} schema */
const json = (schema) => ({ "application/json": { schema } });

/** @param {string} status @param {string} description */
const refused = (status, description) => [status, { description, content: json(ref("Error")) }];

/** @param {import("./routes.js").Route} route */
function operation({ path, summary, query = "none", body, status = 200, reply, type, keyed, handle }) {
  const parameters = [
    ...(path.includes(":id")
      ? [{ name: "id", in: "path", required: true, schema: { type: "string", minLength: 1 } }]
      : []),
    ...Object.entries(querySchemas[query] ?? {}).map(([name, schema]) => ({ name, in: "query", schema })),
    ...(keyed
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
          },
        ]
      : []),
    ...(type === "text/event-stream" ? [{ name: "Last-Event-ID", in: "header", schema: text }] : []),
  ];
  const content = type ? { [type]: { schema: text } } : json(ref(reply ?? ""));
  return {
    operationId: handle.name,
    summary,
    parameters,
    ...(body && { requestBody: { required: true, content: json(requestSchemas[body] ?? {}) } }),
    responses: {
      [status]: { description: "Done", content },
      ...(type === "text/event-stream" && { 204: { description: "Nothing more will come" } }),
      ...Object.fromEntries(Object.entries(refusals).map(([code, why]) => refused(code, why))),
    },
    security: [{ bearer: [] }, { access: [] }],
  };
}

/** Open to everybody. @param {string} name @param {string} summary */
const open = (name, summary) => ({
  get: {
    operationId: name,
    summary,
    responses: Object.fromEntries([
      ["200", { description: "Done", content: json({ type: "object" }) }],
      refused("405", refusals[405] ?? ""),
      refused("503", "Something does not work"),
    ]),
    security: [],
  },
});

/** @type {object | undefined} */
let made;

export function document() {
  if (made) return made;
  /** @type {Record<string, Record<string, object>>} */
  const paths = {
    "/api/health": open("health", "Whether the service works"),
    "/api/openapi.json": open("openapi", "This document"),
  };
  for (const route of routes) {
    const path = route.path.replace(":id", "{id}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  made = {
    openapi: "3.1.0",
    info: {
      title: "calloff",
      version,
      description:
        "Calls off data-transfer tasks in any cloud, many at once, and stays until none of them runs.",
      license: { name: "MIT OR Apache-2.0", identifier: "MIT OR Apache-2.0" },
    },
    paths,
    components: {
      schemas: schemas(),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        access: { type: "apiKey", in: "header", name: "Cf-Access-Jwt-Assertion" },
      },
    },
  };
  return made;
}
