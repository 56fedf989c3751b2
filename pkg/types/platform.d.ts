// What the platform brings, by whichever types the program has for it: those of the DOM, of Node, of Workers. A program
// that has none of them compiles as well; there, these are any object.
// They are taken from values (`var Request`), since a type that may be missing cannot be asked for by its name.

type InstanceOf<Name extends string> = typeof globalThis extends {
  [N in Name]: { prototype: infer Instance };
}
  ? Instance
  : object;

export type Request = InstanceOf<"Request">;
export type Response = InstanceOf<"Response">;
/** Some platforms declare these two as classes, which cannot be found as the others are. */
export type Headers = Response extends { headers: infer Headers } ? Headers : object;
export type AbortSignal = Request extends { signal: infer Signal } ? Signal : object;
export type Fetch = typeof globalThis extends { fetch: infer Fetch }
  ? Fetch
  : (url: string, init: object) => Promise<object>;
export type WebAssemblyModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer Module } };
}
  ? // The DOM's own type is empty, so that a string would do for it.
    Module & object
  : object;
