import { headers } from "../headers";
import { formFields } from "../order";
import { dataUrlPrefix, listFields, photoFile, type SampleRequest } from "./sample-request";

/** For Node 20 or newer, as an .mjs file. */
export function writeJavaScript(request: SampleRequest): string {
  return [
    "// Node 20 or newer: node colorize.mjs",
    ...writeFetch(request),
    "const answer = await response.json();",
    "if (response.ok) {",
    "  console.log(answer.outputUrl);",
    "} else {",
    "  console.error(`$" + "{answer.code}: $" + "{answer.detail}`);",
    "  process.exitCode = 1;",
    "}",
  ].join("\n");
}

/** The lines up to `response`, shared by JavaScript and TypeScript. `types` are inserted after the import. */
export function writeFetch(request: SampleRequest, types: string[] = []): string[] {
  const { input, endpoint, apiKey, photoUrl } = request;
  const read = `await readFile("${photoFile}", "base64")`;
  const image = {
    file: `new Blob([await readFile("${photoFile}")]), "${photoFile}"`,
    url: `"${photoUrl}"`,
    base64: read,
    "data-url": `\`${dataUrlPrefix}$` + `{${read}}\``,
  }[input];
  return [
    ...(input === "url" ? [] : ['import { readFile } from "node:fs/promises";', ""]),
    ...types,
    "const form = new FormData();",
    `form.append("${formFields.image}", ${image});`,
    ...listFields(request).map(([name, value]) => `form.append("${name}", "${value}");`),
    "",
    `const response = await fetch("${endpoint}", {`,
    '  method: "POST",',
    `  headers: { "${headers.apiKey}": "${apiKey}" },`,
    "  body: form,",
    "});",
  ];
}
