#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

// This package's own tsconfig: the folder the person stands in may hold another one.
register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
await import("../packages/cli/src/pixomax.ts");
