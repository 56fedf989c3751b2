// The practice cloud: the cloud, with the services of all vendors in it.

import { createCloud } from "./cloud/cloud.mjs";
import { services } from "./vendors/index.mjs";

export { practiceCredentials } from "./vendors/credentials.mjs";

/** @param {Parameters<typeof createCloud>[1]} [options] */
export const createPracticeCloud = (options) => createCloud(services, options);
