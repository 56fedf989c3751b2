// The public interface of calloff: one file a subject, in the order in which they are read.
//
// Everything is synchronous, except what awaits a Response or the network. Nothing here logs, stores or echoes a secret.

export * from "./types/call.js"; // a call as data; validate
export * from "./types/catalogue.js"; // operations: what a form is made from
export * from "./types/error.js"; // findings, CalloffError
export * from "./types/network.js"; // send, callOff, callOffAll, listTasks
export * from "./types/operations.js"; // generated: what each operation takes
export * from "./types/outcome.js"; // interpret: what a reply means
export * from "./types/request.js"; // build, sign, prepare, toRequest; credentials
export * from "./types/siblings.js"; // the calls that go with another
export * from "./types/state.js"; // a call-off as data
