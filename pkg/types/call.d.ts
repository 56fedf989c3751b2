// A call: plain data, in the vendor's own words.
import type { Finding } from "./error.js";
import type {
  CancelOperationId,
  ListOperationId,
  OperationId,
  OperationMap,
  StatusOperationId,
} from "./operations.js";

/** A variant of a region's endpoint. AWS: "fips" and "dualstack", also together. Alibaba Cloud: "vpc". */
export type Variant = "fips" | "dualstack" | "vpc";

/** One operation and what it takes: `operation` decides what `params` must hold, and nothing else may be in it. */
export type Call<O extends OperationId = OperationId> = {
  [K in O]: {
    operation: K;
    /** The vendor's region id, e.g. "eu-west-1", "cn-wulanchabu", "cn-north-4". */
    region: string;
    /** Base URL to use instead of the region's own: https, or http on a loopback host. A path prefix is kept. */
    endpoint?: string;
    /** Not together with `endpoint`. */
    variants?: Variant[];
    params: OperationMap[K];
  };
}[O];

/** A call that cancels a task. */
export type CancelCall = Call<CancelOperationId>;
/** A call that tells the state of one task. */
export type StatusCall = Call<StatusOperationId>;
/** A call that finds tasks. */
export type ListCall = Call<ListOperationId>;

/**
 * A call whose operation stays the literal that it is. In an object of its own, TypeScript widens it to `string`, and
 * such an object is no Call.
 * @example
 * const stop = call("fsx:CancelDataRepositoryTask", {
 *   region: "eu-west-1",
 *   params: { TaskId: "task-0123456789abcdef0" },
 * });
 * const { end } = await callOff(stop, { credentials });
 */
export function call<O extends OperationId>(operation: O, rest: Omit<Call<O>, "operation">): Call<O>;

/**
 * All findings, [] when there is nothing to say. Takes anything at all and never throws.
 * @example
 * const input: unknown = JSON.parse('{ "operation": "fsx:CancelDataRepositoryTask" }');
 * for (const { severity, message } of validate(input)) console.log(severity, message);
 */
export function validate(call: unknown): Finding[];
