// Holds that customers read no shell commands and no names of settings: every text in the sources that can reach one, and the
// table of problems. Operators read them on their own pages, in logs and on the command line.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { problems } from "../../lib/contract/problems";
import { settingsSchema } from "../../lib/env/settings-schema";

const root = path.resolve(import.meta.dirname, "../..");

/** Names without an underscore are ordinary words (`PORT`). A caller has a variable of its own called PIXOMAX_API_KEY. */
const settingNames = Object.keys(settingsSchema.shape).filter(
  (name) => name.includes("_") && name !== "PIXOMAX_API_KEY",
);
const operatorsWords = new RegExp(`npm (run|start|ci)\\b|\\badmin -- |\\b(${settingNames.join("|")})\\b`);

/** What customers never see: operators' pages, settings, logs, the command line, what runs before anybody asks. */
const operatorsOwn = [
  /^(app\/\(studio\)\/admin|components\/admin)\//,
  /^lib\/(backup|db|env|generated|instances|operator|storage|studio-settings|telemetry|testing)\//,
  /^lib\/http\/(admin|studio)\//,
];
/** Single texts for operators in files that customers' texts are in too */
const operatorsTexts: Record<string, RegExp> = {
  // To operators, in the log and on the command line.
  "lib/billing/stripe/check-payments.ts": /must be set/,
  "lib/colorize/providers/embedded/create-embedded-provider.ts": /^ENGINE_PROVIDER cannot be used/,
  "lib/colorize/providers/embedded/engine/needed-memory.ts": /ENGINE_WORKERS=1/,
  "lib/http/public/handle-metrics.ts": /^Metrics are for the operator/,
};

type Text = { file: string; line: number; text: string };

function listTexts(file: string): Text[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isLogCall(node)) return;
    if (
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      texts.push({ file, line: line + 1, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** `log.warn(…)`, `studio.log.error(…)`: read by whoever runs the studio. */
const isLogCall = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && /(^|\.)log\.\w+$/.test(node.expression.getText());

/** A setting that the code picks by its name is no text. */
const isBareName = (text: string): boolean => settingNames.includes(text);

const files = ["app", "components", "lib"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => !operatorsOwn.some((own) => own.test(file))),
);

const faultsOf = (texts: Text[]): string[] =>
  texts
    .filter(({ file, text }) => !isBareName(text) && operatorsWords.test(text) && !operatorsTexts[file]?.test(text))
    .map(({ file, line, text }) => `${file}:${line}: ${text.trim()}`);

describe("customers read whom to ask, not what to type", () => {
  test("in every page, component, error and document", () => {
    expect(files.length).toBeGreaterThan(500);
    expect(faultsOf(files.flatMap(listTexts))).toEqual([]);
  });

  test.each(Object.entries(problems))("in the problem %s", (_, { title, fix }) => {
    expect(`${title} ${fix}`).not.toMatch(operatorsWords);
  });

  test("and such a text is found wherever it stands", () => {
    const text = (words: string) => [{ file: "components/x.tsx", line: 1, text: words }];
    for (const words of ["Run npm run admin -- grant", "Set STRIPE_SECRET_KEY.", "ask for MAX_IMAGE_MEGAPIXELS"]) {
      expect(faultsOf(text(words))).toHaveLength(1);
    }
    expect(faultsOf(text("Set PIXOMAX_API_KEY to your key, on your PORT"))).toEqual([]);
  });
});
