// What must compile and what must not: the WebAssembly that the caller brings.

import module from "calloff/calloff.wasm";
import moduleByQuery from "calloff/calloff.wasm?module";
import { build, call, init } from "calloff/slim";

init(new Uint8Array());
init(new DataView(new ArrayBuffer(0)));
init(new ArrayBuffer(0));
init(module);
init(moduleByQuery);
build(call("snow-device-management:CancelTask", { region: "us-west-2", params: { taskId: "4a6f1a2b" } }));

// @ts-expect-error
init();
// @ts-expect-error
init("calloff.wasm");
// @ts-expect-error
init(undefined);
// @ts-expect-error
build({});
