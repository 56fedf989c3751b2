// What the Worker has from its platform: its bindings, its settings, its secrets.
import type { D1Database, DurableObjectNamespace, Fetcher, RateLimit } from "@cloudflare/workers-types";

declare global {
  interface Env {
    DB: D1Database;
    LANES: DurableObjectNamespace;
    ASSETS: Fetcher;
    LIMIT: RateLimit;
    /** "practice" where nothing is real. */
    CALLOFF_MODE?: string;
    /** JSON: what may be called off, and with whose keys. See docs/worker.md. */
    CALLOFF_PROFILES?: string;
    /** JSON, a secret: the bearer tokens' digests. */
    CALLOFF_TOKENS?: string;
    /** The team's name at Cloudflare Access, the application's audience tag, and who may call off. */
    ACCESS_TEAM?: string;
    ACCESS_AUD?: string;
    ACCESS_OPERATORS?: string;
    /** Practice only: where Access's keys are, on this machine. */
    ACCESS_CERTS?: string;
    /** Days that ended jobs and their record are kept. */
    CALLOFF_KEEP_DAYS?: string;
  }
}
