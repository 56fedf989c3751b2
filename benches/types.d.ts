// What the programs of this folder say to each other.

/** Something with the headers of a signed request; the peers do not agree on the rest. */
export interface Signed {
  headers: HeadersInit;
}
/** Every file of signers/ has one, except the empty one. What can be kept between two requests is kept. */
export type MakeSigner = (subject: typeof import("./subject.mjs")) => () => Signed | Promise<Signed>;
