import path from "node:path";
import { DCLinter } from "dclint";
import { parse } from "yaml";
import { z } from "zod";
import type { ProductFiles } from "./product-files";

export const composeFiles = ["compose.yaml", "compose.postgres.yaml"];

/** The parts that are compared with the rest of the product; the linter knows the whole schema. */
const serviceSchema = z.object({
  build: z.string().optional(),
  image: z.string().optional(),
  extends: z.object({ file: z.string(), service: z.string() }).optional(),
  environment: z.record(z.string(), z.unknown()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.unknown().optional(),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()).default({}),
});
type Service = z.infer<typeof serviceSchema>;
type Compose = z.infer<typeof composeSchema>;

/** The order of keys and the kind of quotation marks are matters of taste. */
const rules = { "service-keys-order": 0, "require-quotes-in-ports": 0 } as const;

function lintCompose(product: ProductFiles, file: string): string[] {
  const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
  const results = linter.lintFiles([path.join(product.root, file)], false);
  return results.flatMap(({ messages }) => messages.map(({ line, message }) => `line ${line}: ${message}`));
}

function findServiceFaults(product: ProductFiles, compose: Compose, service: Service): string[] {
  const base = service.extends && readService(product, service.extends);
  if (service.extends && !base) return [`extends a service that ${service.extends.file} does not have`];
  const isStudio = Boolean(service.build ?? base?.build);
  const volumes = [...(base?.volumes ?? []), ...service.volumes].map((volume) => volume.split(":"));
  const unknown = isStudio ? Object.keys(service.environment).filter((name) => !product.settings.has(name)) : [];
  const faults = unknown.map((name) => `${name} is no setting of .env.example`);
  for (const [name = ""] of volumes) if (!(name in compose.volumes)) faults.push(`volume ${name} is not declared`);
  const dataDir = { ...base?.environment, ...service.environment }.DATA_DIR;
  if (isStudio && !volumes.some(([, target]) => target === dataDir)) faults.push("DATA_DIR is in no volume");
  for (const [name, { condition }] of Object.entries(service.depends_on)) {
    const needed = compose.services[name];
    if (!needed) faults.push(`depends on ${name}, which is no service`);
    else if (condition === "service_healthy" && !needed.healthcheck) faults.push(`${name} has no health check`);
  }
  return faults;
}

function readService(product: ProductFiles, at: { file: string; service: string }): Service | undefined {
  return product.has(at.file) ? composeSchema.parse(parse(product.read(at.file))).services[at.service] : undefined;
}

/** One sentence for each fault of a compose file: against its schema, and what it refers to. */
export function findComposeFaults(product: ProductFiles, file: string): string[] {
  const faults = lintCompose(product, file);
  const parsed = faults.length === 0 ? composeSchema.safeParse(parse(product.read(file))) : undefined;
  if (parsed?.error) faults.push(z.prettifyError(parsed.error));
  for (const [name, service] of Object.entries(parsed?.data?.services ?? {})) {
    const compose = parsed?.data ?? { services: {}, volumes: {} };
    faults.push(...findServiceFaults(product, compose, service).map((fault) => `${name}: ${fault}`));
  }
  return faults.map((fault) => `${file}: ${fault}`);
}
