import { readdirSync } from "node:fs";
import path from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { findStopFaults } from "./deploy-times";
import { kustomizationSchema, type Manifest, manifestSchema } from "./kubernetes-shape";
import type { ProductFiles } from "./product-files";

const folder = "deploy/kubernetes";
type Of<Kind extends Manifest["kind"]> = Extract<Manifest, { kind: Kind }>;

const withKind = <Kind extends Manifest["kind"]>(manifests: Manifest[], kind: Kind) =>
  manifests.filter((manifest): manifest is Of<Kind> => manifest.kind === kind);

/** Every label that is asked for is there. */
const matches = (asked: Record<string, string>, labels: Record<string, string> = {}) =>
  Object.entries(asked).every(([name, value]) => labels[name] === value);

function findDeploymentFaults(product: ProductFiles, all: Manifest[], { metadata, spec }: Of<"Deployment">): string[] {
  const {
    metadata: { labels },
    spec: pod,
  } = spec.template;
  const [{ env, envFrom, ports, volumeMounts, startupProbe, livenessProbe, readinessProbe, image }] = pod.containers;
  const faults = env.filter(({ name }) => !product.settings.has(name)).map(({ name }) => `${name} is no setting`);
  if (!matches(spec.selector.matchLabels, labels)) faults.push("its selector does not match its pods");
  for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe]) {
    if (!product.has(`app${httpGet.path}/route.ts`))
      faults.push(`a probe asks ${httpGet.path}, no address of the studio`);
    if (!ports.some(({ name }) => name === httpGet.port))
      faults.push(`a probe asks a port ${httpGet.port} that is not there`);
  }
  for (const from of envFrom) {
    const [kind, { name }] =
      "configMapRef" in from ? (["ConfigMap", from.configMapRef] as const) : (["Secret", from.secretRef] as const);
    if (!all.some((one) => one.kind === kind && one.metadata.name === name)) faults.push(`no ${kind} ${name}`);
  }
  for (const { name } of volumeMounts) {
    if (!pod.volumes.some((volume) => volume.name === name)) faults.push(`no volume ${name}`);
  }
  if (image.includes(":")) faults.push("the version of the image belongs into kustomization.yaml");
  const drain = env.find(({ name }) => name === "DRAIN_SECONDS")?.value;
  return [...faults, ...findStopFaults({ drain, graceSeconds: pod.terminationGracePeriodSeconds })].map(
    (fault) => `${metadata.name}: ${fault}`,
  );
}

/** What one manifest says about another. */
function findReferenceFaults(all: Manifest[]): string[] {
  const deployments = withKind(all, "Deployment");
  const hasPods = (asked: Record<string, string>) =>
    deployments.some(({ spec }) => matches(asked, spec.template.metadata.labels));
  const selected = [
    ...withKind(all, "Service").map(({ metadata, spec }) => [metadata.name, spec.selector] as const),
    ...withKind(all, "PodDisruptionBudget").map(
      ({ metadata, spec }) => [metadata.name, spec.selector.matchLabels] as const,
    ),
    ...withKind(all, "NetworkPolicy").map(
      ({ metadata, spec }) => [metadata.name, spec.podSelector.matchLabels] as const,
    ),
  ];
  const services = new Set(withKind(all, "Service").map(({ metadata }) => metadata.name));
  const backends = withKind(all, "Ingress").flatMap(({ spec }) => spec.rules.flatMap(({ http }) => http.paths));
  return [
    ...selected.filter(([, asked]) => !hasPods(asked)).map(([name]) => `${name} selects no pods`),
    ...backends
      .filter(({ backend }) => !services.has(backend.service.name))
      .map(({ backend }) => `no Service ${backend.service.name}`),
    ...withKind(all, "HorizontalPodAutoscaler")
      .filter(({ spec }) => !deployments.some(({ metadata }) => metadata.name === spec.scaleTargetRef.name))
      .map(({ spec }) => `no Deployment ${spec.scaleTargetRef.name}`),
  ];
}

function findSettingFaults(product: ProductFiles, all: Manifest[]): string[] {
  const names = [
    ...withKind(all, "ConfigMap").flatMap(({ data }) => Object.keys(data)),
    ...withKind(all, "Secret").flatMap(({ stringData }) => Object.keys(stringData)),
  ];
  return names.filter((name) => !product.settings.has(name)).map((name) => `${name} is no setting of .env.example`);
}

/** One sentence for each fault of the Kubernetes manifests: a field that they may not have, and what they refer to. */
export function findKubernetesFaults(product: ProductFiles): string[] {
  const files = readdirSync(path.join(product.root, folder)).filter((name) => name !== "kustomization.yaml");
  const kustomization = kustomizationSchema.parse(parse(product.read(`${folder}/kustomization.yaml`)));
  const faults = files
    .filter((name) => !kustomization.resources.includes(name))
    .map((name) => `${name} is not applied`);
  faults.push(...kustomization.resources.filter((name) => !files.includes(name)).map((name) => `no file ${name}`));
  const all: Manifest[] = [];
  for (const file of files) {
    for (const document of parseAllDocuments(product.read(`${folder}/${file}`))) {
      const parsed = manifestSchema.safeParse(document.toJS());
      if (parsed.success) all.push(parsed.data);
      else faults.push(`${file}: ${z.prettifyError(parsed.error)}`);
    }
  }
  // What is missing because it could not be read need not be reported as missing.
  if (faults.length > 0) return faults.map((fault) => `${folder}: ${fault}`);
  const deployments = withKind(all, "Deployment").flatMap((one) => findDeploymentFaults(product, all, one));
  return [...deployments, ...findReferenceFaults(all), ...findSettingFaults(product, all)].map(
    (fault) => `${folder}: ${fault}`,
  );
}
