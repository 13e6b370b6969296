import { readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { findCommandFaults, type ProductFiles } from "./product-files";

const folder = ".github/ISSUE_TEMPLATE";
const text = z.string().min(1);
const validations = z.strictObject({ required: z.boolean() }).optional();
const labeled = { label: text, description: text.optional() };
const typed = { ...labeled, placeholder: text.optional(), value: text.optional() };
const id = z.string().regex(/^[a-z-]+$/);
const field = <Type extends string, Attributes extends z.ZodRawShape>(type: Type, attributes: Attributes) =>
  z.strictObject({ type: z.literal(type), id, attributes: z.strictObject(attributes), validations });

/** GitHub's form fields, without what no form here uses. */
const issueFormSchema = z.strictObject({
  name: text,
  description: text,
  labels: z.array(text),
  body: z.array(
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("markdown"), attributes: z.strictObject({ value: text }) }),
      field("input", typed),
      field("textarea", { ...typed, render: text.optional() }),
      field("dropdown", { ...labeled, options: z.array(text).min(2), multiple: z.boolean().optional() }),
      field("checkboxes", {
        ...labeled,
        options: z.array(z.strictObject({ label: text, required: z.boolean().optional() })).min(1),
      }),
    ]),
  ),
});

const chooserSchema = z.strictObject({
  blank_issues_enabled: z.boolean(),
  contact_links: z.array(z.strictObject({ name: text, url: z.url(), about: text })),
});

/** Where the product's dependencies are listed. Each is looked at every week, and its updates come together. */
const ecosystems = ["npm", "github-actions", "docker", "docker-compose", "pip"] as const;

const dependabotSchema = z.strictObject({
  version: z.literal(2),
  updates: z.array(
    z.strictObject({
      "package-ecosystem": z.enum(ecosystems),
      directory: z.string().startsWith("/"),
      schedule: z.strictObject({ interval: z.enum(["daily", "weekly", "monthly"]) }),
      groups: z
        .record(
          z.string(),
          z.strictObject({
            patterns: z.array(text).optional(),
            "dependency-type": z.enum(["production", "development"]).optional(),
            "update-types": z.array(z.enum(["major", "minor", "patch"])).optional(),
          }),
        )
        .optional(),
      ignore: z
        .array(
          z.strictObject({
            "dependency-name": text,
            "update-types": z.array(z.enum(["version-update:semver-major", "version-update:semver-minor"])).optional(),
          }),
        )
        .optional(),
    }),
  ),
});

const devContainerSchema = z.looseObject({ image: text, postCreateCommand: text, forwardPorts: z.array(z.number()) });

function findFormFaults(form: z.infer<typeof issueFormSchema>): string[] {
  const ids = form.body.flatMap((part) => ("id" in part ? [part.id] : []));
  const twice = ids.filter((name, at) => ids.indexOf(name) !== at);
  return twice.map((name) => `the id ${name} is there twice`);
}

/** Documents of the root, such as SECURITY.md, that a text names but the product lacks. */
const findDocumentFaults = (product: ProductFiles, content: string) =>
  (content.match(/\b[A-Z_]+\.md\b/g) ?? []).filter((name) => !product.has(name)).map((name) => `no file ${name}`);

function checkFile<Schema extends z.ZodType>(
  product: ProductFiles,
  file: string,
  schema: Schema,
  findMore: (value: z.infer<Schema>) => string[],
): string[] {
  const content = product.read(file);
  const parsed = schema.safeParse(parse(content));
  const faults = parsed.success ? findMore(parsed.data) : [z.prettifyError(parsed.error)];
  return [...faults, ...findDocumentFaults(product, content)].map((fault) => `${file}: ${fault}`);
}

function findUpdateFaults(product: ProductFiles, updates: z.infer<typeof dependabotSchema>["updates"]): string[] {
  const listed = new Set(updates.map((update) => update["package-ecosystem"]));
  return [
    ...updates.filter(({ directory }) => !product.has(directory)).map(({ directory }) => `no folder ${directory}`),
    ...ecosystems.filter((name) => !listed.has(name)).map((name) => `nothing updates ${name}`),
    ...updates
      .filter(({ schedule, groups }) => schedule.interval !== "weekly" || !groups)
      .map((update) => `${update["package-ecosystem"]} is not updated weekly in groups`),
  ];
}

/** One sentence for each fault of issue forms, pull-request template, dependabot and dev container. */
export function findTemplateFaults(product: ProductFiles): string[] {
  const forms = readdirSync(path.join(product.root, folder)).filter((name) => name !== "config.yml");
  const pullRequest = ".github/pull_request_template.md";
  return [
    ...forms.flatMap((name) => checkFile(product, `${folder}/${name}`, issueFormSchema, findFormFaults)),
    ...checkFile(product, `${folder}/config.yml`, chooserSchema, () => []),
    ...checkFile(product, ".github/dependabot.yml", dependabotSchema, ({ updates }) =>
      findUpdateFaults(product, updates),
    ),
    ...checkFile(product, ".devcontainer/devcontainer.json", devContainerSchema, ({ image, postCreateCommand }) => [
      ...findCommandFaults(product, postCreateCommand),
      ...(image.includes(`:${product.node.usual}-`) ? [] : [`${image} is not Node ${product.node.usual}`]),
    ]),
    ...findDocumentFaults(product, product.read(pullRequest)).map((fault) => `${pullRequest}: ${fault}`),
  ];
}
