import "server-only";
import path from "node:path";
import { locateModels } from "../../colorize/providers/embedded/graphs/locate-models";
import type { CatalogueRow, ModelRow, OverviewView } from "../../contract/admin/operator-views";
import { formatBytes } from "../../format/format-files";
import { checkStudio } from "../../operator/overview/check-studio";
import { countPhotos } from "../../operator/overview/count-photos";
import { listProviders } from "../../operator/overview/list-providers";
import { listProcesses } from "../../operator/overview/read-processes";
import { readStudioFacts } from "../../operator/overview/read-studio-facts";
import { type ListedEntry, listCatalogue } from "../../operator/upkeep/catalogue/list-catalogue";
import { listModels } from "../../operator/upkeep/list-models";
import { summarizeQueues } from "../../queue/summarize-queues";
import { explainSettings } from "../../studio-settings/explain-settings";
import { studio } from "../studio/studio";

const shownDays = 30;
const shownHash = 8;
const dayMs = 86_400_000;

export async function readOverview(): Promise<OverviewView> {
  const whole = studio();
  const { db, clock, settings } = whole;
  const since = new Date(clock.now().getTime() - shownDays * dayMs);
  const [facts, days, processes, queues, providers] = await Promise.all([
    readStudioFacts(whole),
    countPhotos(db, { days: shownDays, now: clock.now() }),
    listProcesses(db),
    summarizeQueues(db),
    listProviders(db, { settings, since }),
  ]);
  return {
    findings: checkStudio(facts),
    settings: explainSettings({ settings, usableBytes: facts.usableBytes, now: facts.now }).filter(
      ({ level }) => level !== "note",
    ),
    days,
    instances: processes.map(({ id, role, version, engineWorkers, photos, startedAt }) => ({
      id,
      role,
      version,
      engineWorkers,
      photos,
      startedAt: startedAt.toISOString(),
    })),
    queues,
    providers: providers.map((provider) => ({ id: provider.name, ...provider })),
  };
}

type ModelsPage = { models: ModelRow[]; faults: string[]; catalogue: CatalogueRow[] };

/** @throws {AppError} not_configured */
export async function readModels(): Promise<ModelsPage> {
  const { settings, provider } = studio();
  const loaded = new Set(provider.loadedModels?.());
  const place = locateModels(settings, path.resolve(/* turbopackIgnore: true */ process.cwd()));
  const [{ models, faults }, catalogue] = await Promise.all([listModels(place), listCatalogue(place)]);
  const rows = models.map(({ bytes, sha256, ...model }) => ({
    ...model,
    size: bytes === null ? "–" : formatBytes(bytes),
    sha256: sha256?.slice(0, shownHash) ?? "on a model server",
    isLoaded: sha256 !== null && loaded.has(sha256),
  }));
  return { models: rows, faults, catalogue: catalogue.map(toCatalogueRow) };
}

function toCatalogueRow(entry: ListedEntry): CatalogueRow {
  const { name, what, bytes, roughBytes, license, nonCommercial, confirmedBy, hosts, memoryBytes, presence } = entry;
  return {
    ...{ name, what, license, nonCommercial, confirmedBy, hosts, presence },
    size: bytes !== null ? formatBytes(bytes) : roughBytes ? `about ${formatBytes(roughBytes)}` : "not stated",
    memory: memoryBytes === null ? "not known" : `about ${formatBytes(memoryBytes)}`,
    command: `npm run models -- get ${name}${nonCommercial === null ? "" : " --accept-non-commercial"}`,
  };
}
