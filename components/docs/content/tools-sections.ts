import type { DocsFacts, DocsSection } from "./docs-block";

export function openApiSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "openapi",
    title: "OpenAPI",
    blocks: [
      {
        kind: "text",
        text: "The whole API as an OpenAPI 3.1 document, made from the same schemas that check requests and responses: [/api/v1/openapi.json](/api/v1/openapi.json). This page as Markdown: [/docs.md](/docs.md).",
      },
      { kind: "code", label: "URL", language: "http", code: `GET ${origin}/api/v1/openapi.json` },
    ],
  };
}

export function commandLineSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "command-line",
    title: "Command line",
    blocks: [
      {
        kind: "text",
        text: "The studio's package brings a program for folders full of photos. It shows what it will cost, asks before it spends more than 50 credits, skips what is already done, and may be interrupted and started again.",
      },
      {
        kind: "code",
        label: "In the studio's folder",
        language: "shell",
        code: [
          `npx pixomax login --url ${origin}`,
          "npx pixomax colorize album/ --model large --repair --out colored",
          "npx pixomax balance",
          "npx pixomax jobs",
        ].join("\n"),
      },
      { kind: "text", text: "`npx pixomax --help` lists every option and the exit codes for scripts." },
    ],
  };
}

/** Saved beside the folder pixomax-client. */
const writeClientSample = (origin: string) => `import { openAsBlob } from "node:fs";
import { PixomaxClient } from "./pixomax-client/pixomax-client";

const pixomax = new PixomaxClient({ baseUrl: "${origin}", apiKey: "YOUR_API_KEY" });
const { outputUrl, creditsRemaining } = await pixomax.colorize({
  image: await openAsBlob("photo.jpg"),
  model: "large",
});
console.log(outputUrl, creditsRemaining);`;

export function typeScriptSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "typescript",
    title: "TypeScript client",
    blocks: [
      {
        kind: "text",
        text: "`lib/pixomax-client` in the studio's source is a client without dependencies, typed by the OpenAPI document, for Node and browsers. Copy the folder into your project. It repeats a call safely when the network breaks and waits when it is told to.",
      },
      { kind: "code", label: "Colorize a file", language: "typescript", code: writeClientSample(origin) },
    ],
  };
}
