// Who may call the practice cloud. All of them are examples from the vendors' documentation and test suites, but for
// the tokens that have expired, which are made up.

/**
 * Per vendor: `user` may do everything, `session` is `user` with a temporary token, `expired` is `user` with one that
 * was temporary, `forbidden` is known but may do nothing, and Huawei's `token` is an IAM token in place of keys.
 *
 * @satisfies {Record<string, import("./types.d.ts").Users>}
 */
export const practiceCredentials = {
  aws: {
    user: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    session: {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken:
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==",
    },
    expired: {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken: "ExampleTokenThatHasExpired",
    },
    forbidden: {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    },
  },
  alibaba: {
    user: { accessKeyId: "YourAccessKeyId", secretAccessKey: "YourAccessKeySecret" },
    session: {
      accessKeyId: "YourAccessKeyId",
      secretAccessKey: "YourAccessKeySecret",
      sessionToken: "YourSecurityToken/+=with~chars*",
    },
    expired: {
      accessKeyId: "YourAccessKeyId",
      secretAccessKey: "YourAccessKeySecret",
      sessionToken: "ExampleTokenThatHasExpired",
    },
    forbidden: { accessKeyId: "testid", secretAccessKey: "testsecret" },
  },
  huawei: {
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
  },
};
