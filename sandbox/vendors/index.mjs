// The services of the practice cloud, in the order in which they are asked whether a request is theirs: the more telling
// shape first.

import { nas } from "./alibaba/nas/nas.mjs";
import { datasync } from "./aws/datasync.mjs";
import { fsx } from "./aws/fsx.mjs";
import { snow } from "./aws/snow.mjs";
import { oms } from "./huawei/oms.mjs";
import { sfsTurbo } from "./huawei/sfs-turbo.mjs";

export const services = [nas, datasync, fsx, sfsTurbo, oms, snow];
