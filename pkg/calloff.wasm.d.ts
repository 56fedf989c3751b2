// `calloff/calloff.wasm` where importing it gives a compiled module: Cloudflare Workers, and `?module` elsewhere.
import type { WebAssemblyModule } from "./types/platform.js";

declare const module: WebAssemblyModule;
export default module;
