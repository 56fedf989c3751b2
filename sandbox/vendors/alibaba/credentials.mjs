// Who may call Alibaba Cloud in the practice cloud. All of it is out of Alibaba's documentation and SDKs, but for the token that
// has expired, which is made up.

/**
 * `user` may do everything, `session` is `user` with a temporary token, `expired` is `user` with one that was temporary,
 * `forbidden` is known but may do nothing.
 *
 * @satisfies {import("../../cloud/types.d.ts").Users}
 */
export const users = {
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
};
