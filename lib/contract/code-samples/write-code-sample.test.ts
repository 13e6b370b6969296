import path from "node:path";
import { format } from "@wasm-fmt/gofmt";
import phpParser from "php-parser";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type SampleLanguage, type SampleRequest, sampleInputs, sampleLanguages } from "./sample-request";
import { writeCodeSample } from "./write-code-sample";

const orders = [
  { model: "large", cleanScratches: false, faceRemaster: false },
  { model: "tiny", cleanScratches: true, faceRemaster: true },
] as const;
const everySampleIn = (language: SampleLanguage, photoUrl = "https://example.com/photo.jpg") =>
  sampleInputs.flatMap((input) =>
    orders.map((order) => {
      const request: Partial<SampleRequest> & { input: typeof input } = { input, photoUrl, ...order };
      const code = writeCodeSample({ language, origin: "https://studio.test", apiKey: "pxs_live_x", ...request });
      return { title: `${input}, ${order.model}`, input, order, code };
    }),
  );

describe.each(sampleLanguages)("a sample in %s", (language) => {
  it.each(everySampleIn(language))(
    "holds the address, the key and what was chosen: $title",
    ({ input, order, code }) => {
      expect(code).toContain("https://studio.test/api/v1/colorize");
      expect(code).toContain("pxs_live_x");
      expect(code).toContain(order.model);
      expect(code.includes("clean_scratches")).toBe(order.cleanScratches);
      expect(code.includes("face_remaster")).toBe(order.faceRemaster);
      expect(code.includes("https://example.com/photo.jpg")).toBe(input === "url");
      expect(code.includes("photo.jpg")).toBe(true);
    },
  );
});

describe("samples for languages that may be missing on this machine", () => {
  it.each(everySampleIn("go"))("are Go as gofmt writes it: $title", ({ code }) => {
    expect(format(`${code}\n`)).toBe(`${code}\n`);
    // gofmt only parses. The compiler also wants every package that is imported used, and the other way round.
    const imported = [...code.matchAll(/^\t"(?:\w+\/)*(\w+)"$/gm)].map(([, name]) => name);
    const used = new Set(
      [...code.matchAll(/\b(bytes|base64|json|fmt|log|multipart|http|os)\./g)].map(([, name]) => name),
    );
    expect(imported.toSorted()).toEqual([...used].toSorted());
  });

  it.each(everySampleIn("php"))("are PHP without a syntax error: $title", ({ code }) => {
    const tree = new phpParser.Engine({ parser: { suppressErrors: false } }).parseCode(code, "sample.php");
    expect(tree.errors).toEqual([]);
    expect(tree.children.length).toBeGreaterThan(4);
  });
});

it("TypeScript samples have no type error, strictly checked", () => {
  const folder = import.meta.dirname;
  const sources = new Map(everySampleIn("typescript").map(({ code }, at) => [path.join(folder, `s${at}.mts`), code]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = sources.get(file);
    return code === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, code, version);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], options, host));
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});
