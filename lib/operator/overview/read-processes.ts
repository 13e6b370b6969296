import "server-only";
import path from "node:path";
import type { ColorizeProvider } from "../../colorize/providers/colorize-provider";
import { selectModels } from "../../colorize/providers/embedded/engine/select-models";
import { locateModels } from "../../colorize/providers/embedded/graphs/locate-models";
import type { Db } from "../../db/client";
import { hasOwnEngine } from "../../env/provider-names";
import type { Settings } from "../../env/settings-schema";
import { type InstanceRow, listInstances } from "../../instances/instance-rows";
import type { ModelFacts } from "./studio-facts";

/** The processes that run, the oldest first, each with how many photos it has in work. */
export async function listProcesses(db: Db): Promise<(InstanceRow & { photos: number })[]> {
  const instances = await listInstances(db);
  const ids = instances.map(({ id }) => id);
  const counts = await db.job.groupBy({
    by: ["runnerId"],
    where: { runnerId: { in: ids }, status: { in: ["queued", "running"] } },
    _count: true,
  });
  const photos = new Map(counts.map(({ runnerId, _count }) => [runnerId, _count]));
  return instances.map((instance) => ({ ...instance, photos: photos.get(instance.id) ?? 0 }));
}

type Asked = { settings: Settings; provider: Pick<ColorizeProvider, "loadedModels"> };

/** What this process has of the models in use. It uses none where another process or another studio colorizes. */
export async function readModelFacts({ settings, provider }: Asked): Promise<ModelFacts> {
  if (settings.ROLE === "web" || !hasOwnEngine(settings)) return { used: 0, loaded: 0, faults: [] };
  const place = locateModels(settings, path.resolve(/* turbopackIgnore: true */ process.cwd()));
  try {
    const { models, faults } = await selectModels(place);
    const inMemory = new Set(provider.loadedModels?.());
    const loaded = models.filter(({ sha256 }) => inMemory.has(sha256)).length;
    return { used: models.length, loaded, faults: Object.values(faults) };
  } catch (error) {
    return { used: 0, loaded: 0, faults: [error instanceof Error ? error.message : "The models cannot be read."] };
  }
}
