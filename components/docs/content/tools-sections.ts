import { writeCommandLine } from "@/lib/contract/code-samples/write-code-sample";
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
        text: "A program for folders full of photos. Any machine with Node 20.12 or newer can run it straight from this studio, with your key in the environment variable `PIXOMAX_API_KEY`. It shows what the photos will cost, asks before it spends more than 50 credits, skips what is already done, and may be interrupted and started again.",
      },
      { kind: "code", label: "Colorize a folder", language: "shell", code: writeCommandLine(origin) },
      { kind: "text", text: "For daily use, install it. `pixomax login` then stores address and key on your machine." },
      {
        kind: "code",
        label: "Install and use",
        language: "shell",
        code: [
          `npm install --global ${origin}/downloads/pixomax-cli.tgz`,
          "pixomax login",
          "pixomax colorize album/ --model large --repair --out colored",
          "pixomax balance",
          "pixomax jobs",
        ].join("\n"),
      },
      { kind: "text", text: "`pixomax --help` lists the commands, every option and the exit codes for scripts." },
    ],
  };
}

const writeClientSample = (origin: string) => `import { openAsBlob } from "node:fs";
import { PixomaxClient } from "pixomax-client";

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
        text: "A client without dependencies, typed by the OpenAPI document, for Node and browsers. It repeats a call safely when the network breaks, and waits as long as the studio requests.",
      },
      {
        kind: "code",
        label: "Install",
        language: "shell",
        code: `npm install ${origin}/downloads/pixomax-client.tgz`,
      },
      { kind: "code", label: "Colorize a file", language: "typescript", code: writeClientSample(origin) },
    ],
  };
}

/** Where security.txt sends whoever found a weakness. */
export function securitySection({ securityContact }: DocsFacts): DocsSection {
  const ofThisStudio = securityContact
    ? `Report a weakness of this studio to the people who run it: \`${securityContact}\`. `
    : "The people who run this studio have named no contact of their own. ";
  return {
    id: "security",
    title: "Report a vulnerability",
    blocks: [
      {
        kind: "text",
        text: `${ofThisStudio}Report a vulnerability of the software privately, through the form "Report a vulnerability" of Pixomax Studio's repository. Say what you did, what happened and what you expected. You get an answer within a week. For programs: [/.well-known/security.txt](/.well-known/security.txt).`,
      },
    ],
  };
}
