// Who may call the practice cloud, by vendor.

import { users as alibaba } from "./alibaba/credentials.mjs";
import { users as aws } from "./aws/credentials.mjs";
import { users as huawei } from "./huawei/credentials.mjs";

export const practiceCredentials = { aws, alibaba, huawei };
