// Who may call Huawei Cloud in the practice cloud. All of it is out of Huawei's documentation and SDKs, but for the token that
// has expired, which is made up.

/**
 * `user` may do everything, `session` is `user` with a temporary token, `expired` is `user` with one that was temporary,
 * `forbidden` is known but may do nothing, and `token` is an IAM token in place of keys.
 *
 * @satisfies {import("../../cloud/types.d.ts").Users}
 */
export const users = {
  user: {
    accessKeyId: "AKIDEXAMPLE0000000001",
    secretAccessKey: "SKEXAMPLEexamplesecretkey0000000000000001",
  },
  session: {
    accessKeyId: "AKIDEXAMPLE0000000001",
    secretAccessKey: "SKEXAMPLEexamplesecretkey0000000000000001",
    sessionToken: "ggpjbi1ub3J0aC00exampleSecurityToken+/==",
  },
  expired: {
    accessKeyId: "AKIDEXAMPLE0000000001",
    secretAccessKey: "SKEXAMPLEexamplesecretkey0000000000000001",
    sessionToken: "ExampleTokenThatHasExpired",
  },
  forbidden: {
    accessKeyId: "QTWAOYTTINDUT2QVKYUC",
    secretAccessKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc",
  },
  token: { authToken: "MIIexampleToken" },
};
