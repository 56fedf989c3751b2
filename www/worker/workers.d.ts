// The module that the platform gives, as far as the Worker uses it.
declare module "cloudflare:workers" {
  export class DurableObject {
    constructor(ctx: import("@cloudflare/workers-types").DurableObjectState, env: Env);
    ctx: import("@cloudflare/workers-types").DurableObjectState;
    env: Env;
  }
}
