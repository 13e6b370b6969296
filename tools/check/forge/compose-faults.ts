import path from "node:path";
import { DCLinter } from "dclint";
import { parse } from "yaml";
import { z } from "zod";
import { findDrainFaults, findStopFaults } from "./deploy-times";
import type { ProductFiles } from "./product-files";

export const composeFiles = ["compose.yaml", "compose.postgres.yaml", "deploy/compose.yaml"];
/** What `deploy/compose.yaml` is started with. */
const environmentExample = "deploy/env.example";

/** The parts that are compared with the rest of the product; the linter knows the whole schema. */
const serviceSchema = z.object({
  build: z.string().optional(),
  image: z.string().optional(),
  extends: z.object({ file: z.string(), service: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  stop_grace_period: z.templateLiteral([z.number(), "s"]).optional(),
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

function findVolumeFaults(product: ProductFiles, compose: Compose, file: string, volumes: string[]): string[] {
  const sources = volumes.map((volume) => volume.split(":")[0] ?? "");
  const isThere = (source: string) =>
    source.startsWith(".") ? product.has(path.join(path.dirname(file), source)) : source in compose.volumes;
  return sources.filter((source) => !isThere(source)).map((source) => `volume ${source} is not declared`);
}

/** What only holds for the studio's own services. */
function findStudioFaults(product: ProductFiles, service: Service, base: Service | undefined): string[] {
  const own = Object.keys(service.environment).filter((name) => !product.settings.has(name));
  const faults = own.map((name) => `${name} is no setting of .env.example`);
  const environment = { ...base?.environment, ...service.environment };
  const { DATA_DIR: dataDir, DRAIN_SECONDS: drain } = environment;
  const targets = [...(base?.volumes ?? []), ...service.volumes].map((volume) => volume.split(":")[1]);
  // With a bucket, nothing that is kept is in the folder.
  if (!environment.S3_BUCKET && !targets.includes(dataDir)) faults.push("DATA_DIR is in no volume");
  const grace = service.stop_grace_period ?? base?.stop_grace_period ?? "10s";
  faults.push(...findStopFaults({ drain, graceSeconds: Number.parseInt(grace, 10) }));
  return environment.ROLE === "web" ? [...faults, ...findDrainFaults(product, drain)] : faults;
}

function findServiceFaults(product: ProductFiles, compose: Compose, file: string, service: Service): string[] {
  const base = service.extends && readService(product, service.extends);
  if (service.extends && !base) return [`extends a service that ${service.extends.file} does not have`];
  const faults = findVolumeFaults(product, compose, file, [...(base?.volumes ?? []), ...service.volumes]);
  if (service.build ?? base?.build) faults.push(...findStudioFaults(product, service, base));
  for (const [name, { condition }] of Object.entries(service.depends_on)) {
    const needed = compose.services[name];
    if (!needed) faults.push(`depends on ${name}, which is no service`);
    else if (condition === "service_healthy" && !needed.build && !needed.healthcheck) {
      faults.push(`${name} has no health check`);
    }
  }
  return faults;
}

/** What has to be set is in the example, and the example names only what is a setting or is used. */
function findExampleFaults(product: ProductFiles, file: string): string[] {
  if (path.dirname(file) !== path.dirname(environmentExample)) return [];
  const used = [...product.read(file).matchAll(/\$\{(\w+):\?/g)].map(([, name = ""]) => name);
  const named = [...product.read(environmentExample).matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(
    ([, name = ""]) => name,
  );
  return [
    ...used.filter((name) => !named.includes(name)).map((name) => `${environmentExample} lacks ${name}`),
    ...named
      .filter((name) => !used.includes(name) && !product.settings.has(name))
      .map((name) => `${environmentExample}: ${name} is no setting of .env.example`),
  ];
}

function readService(product: ProductFiles, at: { file: string; service: string }): Service | undefined {
  return product.has(at.file)
    ? composeSchema.parse(parse(product.read(at.file), { merge: true })).services[at.service]
    : undefined;
}

/** One sentence for each fault of a compose file: against its schema, and what it refers to. */
export function findComposeFaults(product: ProductFiles, file: string): string[] {
  const faults = lintCompose(product, file);
  const parsed = faults.length === 0 ? composeSchema.safeParse(parse(product.read(file), { merge: true })) : undefined;
  if (parsed?.error) faults.push(z.prettifyError(parsed.error));
  for (const [name, service] of Object.entries(parsed?.data?.services ?? {})) {
    const compose = parsed?.data ?? { services: {}, volumes: {} };
    faults.push(...findServiceFaults(product, compose, file, service).map((fault) => `${name}: ${fault}`));
  }
  return [...faults, ...findExampleFaults(product, file)].map((fault) => `${file}: ${fault}`);
}
