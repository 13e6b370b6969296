import { createConfig, lintFromString } from "@redocly/openapi-core";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { beforeAll, expect, test } from "vitest";
import { problems } from "../problems";
import { createApiDocument, endpoints } from "./create-api-document";

const document = createApiDocument("https://studio.example.org");
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addFormat("binary", true);
beforeAll(() => {
  ajv.addSchema(document, "document");
});

/** Whatever carries both a schema and examples: bodies, answers, parameters, at any depth. */
type Exemplified = { at: string; schema: unknown; values: unknown[] };
function findExamples(node: unknown, at: string): Exemplified[] {
  if (typeof node !== "object" || node === null) return [];
  const inside = Object.entries(node).flatMap(([name, child]) => findExamples(child, `${at}/${escapePointer(name)}`));
  if (!("schema" in node) || typeof node.schema !== "object") return inside;
  const single = "example" in node ? [node.example] : [];
  const several = "examples" in node ? Object.values(node.examples as Record<string, { value: unknown }>) : [];
  const values = [...single, ...several.map(({ value }) => value)];
  return values.length === 0 ? inside : [{ at: `${at}/schema`, schema: node.schema, values }, ...inside];
}
const escapePointer = (name: string) => encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
const examples = findExamples({ paths: document.paths, webhooks: document.webhooks }, "document#");

test("an independent linter finds nothing", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  const told = found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
  // Two documents are for everybody, with or without a key: there is nothing a caller could do wrong.
  const withoutRefusal = ["receipt-keys", "openapi.json"].map((name) =>
    expect.stringMatching(`^operation-4xx-response.*${name}`),
  );
  expect(told).toEqual(withoutRefusal);
});

test.each(examples)("an example validates, $at", ({ at, values }) => {
  const validate = ajv.compile({ $ref: at });
  for (const value of values) {
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  }
});

test("every way to be refused has an example", () => {
  for (const { path, method, errors } of endpoints) {
    const of = examples.filter(({ at }) => at.includes(`/paths/${escapePointer(path)}/${method}/`));
    const values = of.flatMap(({ values }) => values) as { code?: string }[];
    for (const code of errors)
      expect(
        values.map((value) => value.code),
        `${method} ${path}`,
      ).toContain(code);
  }
});

test("an error is documented under the status that it is answered with", () => {
  for (const { path, method, errors } of endpoints) {
    const { responses = {} } = document.paths?.[path]?.[method] ?? {};
    for (const code of errors) {
      expect(JSON.stringify(responses[problems[code].status])).toContain(`"${code}"`);
    }
  }
});

test("the server is the origin it was asked at", () => {
  expect(createApiDocument("http://127.0.0.1:4000").servers).toEqual([{ url: "http://127.0.0.1:4000" }]);
});
