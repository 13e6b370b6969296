import "server-only";
import { creditsDue } from "../contract/prices";
import type { ColorizeDeps } from "./colorize-deps";
import { keepOutput } from "./keep-files";
import type { Produced, Production, ProductionRun } from "./production";
import { leaveOutLacking, listUncharged } from "./providers/auto-add-ons";
import { runProvider } from "./run-provider";

/**
 * The second part of the path: provider → check → storage. It moves no credits and changes nothing of the job but its progress.
 * @throws {AppError} what `runProvider` rejects with; upstream_invalid_output for an output that is not this photo's
 */
export async function produceOutput(
  deps: Omit<ColorizeDeps, "produce">,
  production: Production,
  run: ProductionRun,
): Promise<Produced> {
  const { order, mode } = production;
  const given = leaveOutLacking(order, await deps.provider.capabilities());
  const ran = await runProvider(deps, { ...production, order: given }, run);
  const written = { path: ran.outputPath, format: order.outputFormat, isOwn: ran.isOwn === true };
  const kept = await keepOutput(deps, { ...production, ...written });
  const { width, height, modelTag, facts, provider = deps.provider.name, costMicros = null, paintedBy } = ran;
  const idleAddOns = listUncharged(order, given, ran);
  return {
    ...kept,
    width,
    height,
    modelTag,
    provider,
    costMicros,
    facts,
    paintedBy,
    idleAddOns,
    credits: creditsDue(order, mode, idleAddOns),
  };
}
