import { headers } from "./headers";
import { formFields, type Model } from "./order";

export const sampleLanguages = ["curl", "javascript", "python"] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];
export const sampleInputs = ["file", "url", "base64"] as const;
export type SampleInput = (typeof sampleInputs)[number];

type SampleRequest = {
  language: SampleLanguage;
  input: SampleInput;
  /** Where the studio is reached, without a trailing slash. */
  origin: string;
  /** A real key, or a masked one for display. */
  apiKey: string;
  model?: Model;
};

export const colorizePath = "/api/v1/colorize";
const photoUrl = "https://example.com/photo.jpg";

/** A complete program that colorizes one photo, ready to paste. */
export function writeCodeSample({ model = "large", ...request }: SampleRequest): string {
  const writers = { curl: writeCurl, javascript: writeJavaScript, python: writePython };
  return writers[request.language]({ model, ...request });
}

function writeCurl({ input, origin, apiKey, model }: SampleRequest): string {
  const image = { file: "@photo.jpg", url: photoUrl, base64: "<photo.b64" }[input];
  return [
    ...(input === "base64" ? ["base64 < photo.jpg > photo.b64"] : []),
    "curl -X POST \\",
    `  -H '${headers.apiKey}: ${apiKey}' \\`,
    `  -F '${formFields.image}=${image}' \\`,
    `  -F '${formFields.model}=${model}' \\`,
    `  '${origin}${colorizePath}'`,
  ].join("\n");
}

function writeJavaScript({ input, origin, apiKey, model }: SampleRequest): string {
  const image = {
    file: 'new Blob([await readFile("photo.jpg")]), "photo.jpg"',
    url: `"${photoUrl}"`,
    base64: 'await readFile("photo.jpg", "base64")',
  }[input];
  return [
    ...(input === "url" ? [] : ['import { readFile } from "node:fs/promises";', ""]),
    "const form = new FormData();",
    `form.append("${formFields.image}", ${image});`,
    `form.append("${formFields.model}", "${model}");`,
    "",
    `const response = await fetch("${origin}${colorizePath}", {`,
    '  method: "POST",',
    `  headers: { "${headers.apiKey}": "${apiKey}" },`,
    "  body: form,",
    "});",
    "const answer = await response.json();",
    "if (!response.ok) throw new Error(`$" + "{answer.code}: $" + "{answer.detail}`);",
    "console.log(answer.outputUrl);",
  ].join("\n");
}

function writePython({ input, origin, apiKey, model }: SampleRequest): string {
  const image = {
    file: `files={"${formFields.image}": open("photo.jpg", "rb")},`,
    url: `files={"${formFields.image}": (None, "${photoUrl}")},`,
    base64: `files={"${formFields.image}": (None, base64.b64encode(open("photo.jpg", "rb").read()))},`,
  }[input];
  return [
    ...(input === "base64" ? ["import base64"] : []),
    "import requests",
    "",
    "response = requests.post(",
    `    "${origin}${colorizePath}",`,
    `    headers={"${headers.apiKey}": "${apiKey}"},`,
    `    ${image}`,
    `    data={"${formFields.model}": "${model}"},`,
    ")",
    "answer = response.json()",
    "if not response.ok:",
    "    raise SystemExit(f\"{answer['code']}: {answer['detail']}\")",
    'print(answer["outputUrl"])',
  ].join("\n");
}
