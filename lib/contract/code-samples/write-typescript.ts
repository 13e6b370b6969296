import type { SampleRequest } from "./sample-request";
import { writeFetch } from "./write-javascript";

/** For Node 20 or newer, as an .mts file. */
export function writeTypeScript(request: SampleRequest): string {
  const types = ["type Result = { outputUrl: string };", "type Problem = { code: string; detail: string };", ""];
  return [
    "// Node 20 or newer: npx tsx colorize.mts",
    ...writeFetch(request, types),
    "if (response.ok) {",
    "  const { outputUrl } = (await response.json()) as Result;",
    "  console.log(outputUrl);",
    "} else {",
    "  const { code, detail } = (await response.json()) as Problem;",
    "  console.error(`$" + "{code}: $" + "{detail}`);",
    "  process.exitCode = 1;",
    "}",
  ].join("\n");
}
