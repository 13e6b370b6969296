import { readdirSync } from "node:fs";
import path from "node:path";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parse } from "yaml";
import { z } from "zod";
import { findCommandFaults, type ProductFiles } from "./product-files";

const folder = ".github/workflows";

/** The parts that this project expects of every workflow; the parser knows the whole schema. */
const workflowSchema = z.object({
  on: z.record(z.string(), z.object({ paths: z.array(z.string()).default([]) }).nullable()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ "cancel-in-progress": z.literal(true) }),
  jobs: z.record(
    z.string(),
    z.object({
      "timeout-minutes": z.number().max(45),
      strategy: z.object({ matrix: z.record(z.string(), z.array(z.unknown())) }).optional(),
      steps: z.array(z.object({ run: z.string().optional(), uses: z.string().optional() })),
    }),
  ),
});

function findWorkflowFaults(product: ProductFiles, file: string): string[] {
  const content = product.read(file);
  const { context } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  const errors = context.errors.getErrors().map(({ message }) => message);
  if (errors.length > 0) return errors;
  const parsed = workflowSchema.safeParse(parse(content));
  if (parsed.error) return [`${file}: ${z.prettifyError(parsed.error)}`];
  const jobs = Object.values(parsed.data.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const versions = jobs.flatMap((job) => job.strategy?.matrix.node ?? []).map(String);
  const paths = Object.values(parsed.data.on).flatMap((event) => event?.paths ?? []);
  const unpinned = steps.flatMap(({ uses }) => (uses && !/@v\d+$/.test(uses) ? [uses] : []));
  const faults = [
    ...paths.filter((name) => !product.has(name)).map((name) => `no file ${name}`),
    ...unpinned.map((uses) => `${uses} names no major version`),
    ...steps.flatMap(({ run }) => findCommandFaults(product, run ?? "")),
  ];
  for (const needed of versions.length > 0 ? [product.node.oldest, product.node.usual] : []) {
    if (!versions.includes(needed)) faults.push(`Node ${needed} is not tried`);
  }
  return faults.map((fault) => `${file}: ${fault}`);
}

/** One sentence for each fault of the workflows: as GitHub's own parser sees it, and what they refer to. */
export function findFaultsOfWorkflows(product: ProductFiles): string[] {
  const files = readdirSync(path.join(product.root, folder)).map((name) => `${folder}/${name}`);
  return files.flatMap((file) => findWorkflowFaults(product, file));
}
