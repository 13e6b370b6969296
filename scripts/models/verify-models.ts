import { type PlacedModel, selectModels } from "../../lib/colorize/providers/embedded/engine/select-models";
import type { ModelsPlace } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import { verifyModel } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { AppError } from "../../lib/errors/app-error";
import { readAllModels } from "../../lib/operator/upkeep/list-models";
import { CommandError } from "../command-line";
import { checkRemotes } from "./check-remotes";
import { findGraphFault } from "./find-graph-fault";
import { loadGraph } from "./load-graph";

type Verdict = { line: string; right: boolean };

/** A sentence per model, and one for each setting that names a model that is not there. */
export async function verifyModels(place: ModelsPlace): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const model of await readAllModels(place)) {
    const fault = await findFault(model);
    verdicts.push({ line: `${model.name}: ${fault ?? "right."}`, right: fault === null });
  }
  const selected = await selectModels(place);
  const missing = Object.values(selected.faults).map((line) => ({ line, right: false }));
  const remotes = (await checkRemotes(selected)).map(({ address, fault }) => ({
    line: fault ?? `${address}: ready.`,
    right: fault === null,
  }));
  return [...verdicts, ...missing, ...remotes];
}

async function findFault(model: PlacedModel): Promise<string | null> {
  try {
    const file = await verifyModel(model);
    if (file.bytes !== model.bytes) return `the file has ${file.bytes} bytes, the manifest says ${model.bytes}.`;
    const session = await loadGraph(file);
    const fault = findGraphFault(session, model);
    await session.release();
    return fault && `${model.file} ${fault}.`;
  } catch (error) {
    if (error instanceof CommandError) return `${model.file} ${error.message}.`;
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
