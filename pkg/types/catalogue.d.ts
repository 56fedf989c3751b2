// The catalogue: what a form, a CLI or a doc page is made from.
import type { Variant } from "./call.js";
import type { OperationId } from "./operations.js";
import type { Verdict } from "./outcome.js";
import type { Signing } from "./request.js";

/** One member of `params`. */
export interface FieldSpec {
  name: string;
  label: string;
  help: string;
  example: string;
  type: "string" | "boolean" | "integer" | "string[]" | "object[]";
  required: boolean;
  /** In Unicode code points. */
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  /** Of an array. */
  maxItems?: number;
  /** The vendor's pattern, valid as an HTML `pattern` attribute. */
  pattern?: string;
  /** The documented words; the vendor may know more of them. */
  enum?: string[];
  /** The parts of an array's objects. */
  fields?: FieldSpec[];
}

/** One operation: all that is known of it. */
export interface OperationSpec {
  id: OperationId;
  provider: { id: "aws" | "alibaba" | "huawei"; name: string; service: string };
  kind: "cancel" | "status" | "list";
  title: string;
  /** The vendor's page. */
  docs: string;
  /** The permission to grant. */
  permission: string;
  signing: Signing["scheme"];
  /** Credential kinds it takes. */
  credentials: ("access-key" | "auth-token")[];
  fields: FieldSpec[];
  variants: Variant[];
  /** Suggestions for a region picker; not a limit. */
  regions: string[];
  /** Cancel calls: the raw states in which it works, what it needs, and what it does not undo. */
  cancelableStates?: string[];
  requirements?: string[];
  effects?: string[];
  /** Documented error codes and what they mean here. */
  errors: { code: string; httpStatus?: number; verdict: Verdict; meaning: string }[];
  /** The siblings. */
  statusOperation?: OperationId;
  listOperation?: OperationId;
}

/**
 * Every operation that this package knows.
 * @example
 * for (const { id, fields } of operations()) console.log(id, fields.map(({ name }) => name));
 */
export function operations(): OperationSpec[];

/** The version of this package. */
export const version: string;
