// What the form holds, and the call, credentials and findings that it stands for. No DOM, no network.

import { build, CalloffError, operations, prepare, sign, validate } from "calloff";

/** @import { Call, Credentials, FieldSpec, Finding, HttpRequest, OperationSpec, SignedRequest } from "calloff" */
/** @typedef {"access-key" | "auth-token"} CredentialKind */
/** @typedef {Partial<FieldSpec> & { path: string, label: string, secret?: boolean, suggestions?: string[] }} Control */
/** @typedef {{ findings: Finding[], request?: HttpRequest & Pick<SignedRequest, "trace">, signed: boolean }} Examination */

/** The operations this page offers. */
export const cancelOperations = operations().filter((spec) => spec.kind === "cancel");

/** What each kind of credentials is typed into.
 *  @type {Record<CredentialKind, { label: string, controls: Control[] }>} */
export const credentialKinds = {
  "access-key": {
    label: "Access key",
    controls: [
      { path: "credentials.accessKeyId", label: "Access key ID", required: true },
      { path: "credentials.secretAccessKey", label: "Secret access key", required: true, secret: true },
      {
        path: "credentials.sessionToken",
        label: "Session token",
        help: "Only with temporary credentials.",
        secret: true,
      },
    ],
  },
  "auth-token": {
    label: "Auth token",
    controls: [
      {
        path: "credentials.authToken",
        label: "Auth token",
        help: "Sent as it is, in a header; nothing is signed.",
        required: true,
        secret: true,
      },
    ],
  },
};

export class Draft {
  spec = /** @type {OperationSpec} */ (cancelOperations[0]);
  /** The moment and the nonce that the request on the page is signed with. */
  now = Date.now();
  nonce = crypto.randomUUID();
  /** Everything typed, by slot; nothing of it ever leaves this object except in a request.
   *  @type {Map<string, string | boolean>} */
  #values = new Map();

  /** Credentials belong to a provider, all else to an operation. @param {string} path */
  #slot(path) {
    return `${path.startsWith("credentials") ? this.spec.provider.id : this.spec.id} ${path}`;
  }

  /** @param {string} path */
  get(path) {
    return this.#values.get(this.#slot(path)) ?? "";
  }

  /** @param {string} path @param {string | boolean} value */
  set(path, value) {
    this.#values.set(this.#slot(path), value);
    this.refresh();
  }

  /** @param {string} path */
  touched(path) {
    return this.#values.has(this.#slot(path));
  }

  /** The request is signed anew: with this moment, and a nonce never used before. */
  refresh(now = Date.now()) {
    this.now = now;
    this.nonce = crypto.randomUUID();
  }

  /** Surrounding blanks come from copying, never from an id or a key. @param {string} path */
  #text(path) {
    return String(this.get(path)).trim();
  }

  /** @returns {Control[]} */
  get placeControls() {
    return [
      {
        path: "region",
        label: "Region",
        help: "The region's id, as the provider writes it.",
        example: this.spec.regions[0] ?? "",
        required: true,
        suggestions: this.spec.regions,
      },
      {
        path: "endpoint",
        label: "Endpoint",
        help: "A base URL to use instead of the region's own.",
      },
    ];
  }

  /** @returns {Control[]} */
  get fieldControls() {
    return this.spec.fields.map((field) => ({ ...field, path: `params.${field.name}` }));
  }

  /** @returns {CredentialKind} */
  get credentialKind() {
    const chosen = this.spec.credentials.find((kind) => kind === this.get("credentials"));
    return chosen ?? this.spec.credentials[0] ?? "access-key";
  }

  /** Fields go from the outermost parent to the task itself. @param {Record<string, string>} ids */
  taskIdOf(ids) {
    return ids[this.spec.fields.findLast(({ required }) => required)?.name ?? ""] ?? "";
  }

  get taskId() {
    return this.taskIdOf(Object.fromEntries(this.given.map(({ name, value }) => [name, String(value)])));
  }

  /** @param {Record<string, string>} ids */
  setIds(ids) {
    for (const [name, id] of Object.entries(ids)) this.set(`params.${name}`, id);
  }

  /** Every field that holds something, to be read before it is sent. */
  get given() {
    return this.spec.fields
      .map(({ name, label, type }) => ({ name, label, value: typed[type]?.(this.#text(`params.${name}`)) }))
      .filter(({ value }) => value !== undefined);
  }

  /** It only asks whether it could be canceled. */
  get dryRun() {
    return this.given.some(({ name, value }) => name === "DryRun" && value === true);
  }

  /** A field left empty is absent. @returns {Call} */
  get call() {
    const [region, endpoint] = [this.#text("region"), this.#text("endpoint")];
    const variants = this.spec.variants.filter((variant) => this.get(`variants.${variant}`));
    return /** @type {Call} */ ({
      operation: this.spec.id,
      ...(region && { region }),
      ...(endpoint && { endpoint }),
      ...(variants.length && { variants }),
      params: Object.fromEntries(this.given.map(({ name, value }) => [name, value])),
    });
  }

  /** @returns {Credentials} */
  get credentials() {
    const given = credentialKinds[this.credentialKind].controls
      .map(({ path, required }) => ({
        name: path.replace("credentials.", ""),
        value: this.#text(path),
        required,
      }))
      .filter(({ value, required }) => value || required);
    return /** @type {Credentials} */ (Object.fromEntries(given.map(({ name, value }) => [name, value])));
  }

  /** Every secret that was typed, whatever it was typed for. */
  get secrets() {
    const paths = Object.values(credentialKinds)
      .flatMap(({ controls }) => controls)
      .filter(({ secret }) => secret)
      .map(({ path }) => path);
    return [...this.#values]
      .filter(([slot]) => paths.some((path) => slot.endsWith(` ${path}`)))
      .map(([, value]) => String(value).trim());
  }

  /** What is wrong with the credentials, whatever is wrong with the call: tried on a request that goes nowhere.
   *  @returns {Finding[]} */
  get #credentialFindings() {
    const signing = { scheme: this.spec.signing, service: "none", region: "none" };
    try {
      sign({ method: "GET", url: "https://localhost/", headers: {}, signing }, this.credentials);
      return [];
    } catch (error) {
      if (!(error instanceof CalloffError)) throw error;
      const asked = credentialKinds[this.credentialKind].controls.map(({ path }) => path);
      // A form has no keys to leave out: what is empty is missing, and the other kind of credentials is not.
      return error.findings
        .filter(({ code, path }) => code !== "required" || asked.includes(path))
        .map((finding) =>
          finding.code === "required" ? { ...finding, message: `${finding.path}: required` } : finding,
        );
    }
  }

  /** Everything that is to be said of the call, and the request as far as it goes. @returns {Examination} */
  examine() {
    const { call, credentials, now, nonce } = this;
    const ofCall = validate(call);
    const ofCredentials = this.#credentialFindings;
    const findings = [...ofCall, ...ofCredentials];
    if (hasError(ofCall)) return { findings, signed: false };
    return hasError(ofCredentials)
      ? { findings, request: build(call), signed: false }
      : { findings, request: prepare(call, credentials, { now, nonce, trace: true }), signed: true };
  }
}

/** @param {Finding[]} findings */
export const hasError = (findings) => findings.some(({ severity }) => severity === "error");

/** From what a control holds to what the call holds; "" and "false" stand for an untouched control.
 *  @type {Partial<Record<FieldSpec["type"], (text: string) => string | boolean | undefined>>} */
const typed = {
  string: (text) => text || undefined,
  boolean: (text) => (text === "true" ? true : undefined),
};
