import "server-only";
import type { Db } from "../../db/client";
import { type ChosenProviders, namedProviders } from "../../env/provider-names";
import { listInstances } from "../../instances/instance-rows";

export type ProviderFacts = {
  /** As jobs name it. A failed job of a chain names all that were to be tried: `oip,embedded`. */
  name: string;
  /** As the process that sees it worst does; null when photos are not given to it now. */
  state: "working" | "resting" | "probing" | null;
  succeeded: number;
  failed: number;
  /** From arrival to output. */
  medianSeconds: number | null;
  /** Millionths of the currency that PROVIDER_COSTS counts in; null where no photo's cost is known. */
  costMicros: number | null;
};

type Asked = { settings: ChosenProviders; since: Date };
type Counted = Omit<ProviderFacts, "state" | "costMicros"> & { costMicros: bigint | null };

/** The providers that photos are given to, in their order, then those that jobs since then name. */
export async function listProviders(db: Db, { settings, since }: Asked): Promise<ProviderFacts[]> {
  const [counted, instances] = await Promise.all([countByProvider(db, since), listInstances(db)]);
  const used = namedProviders(settings);
  const seen = instances.flatMap(({ providers }) => providers);
  const stateOf = (name: string): ProviderFacts["state"] => {
    if (!used.some((one) => one === name)) return null;
    const states = seen.filter((one) => one.name === name).map(({ state }) => state);
    return (["resting", "probing"] as const).find((state) => states.includes(state)) ?? "working";
  };
  const none = { succeeded: 0, failed: 0, medianSeconds: null, costMicros: null };
  const names = [...new Set([...used, ...counted.map(({ name }) => name)])];
  return names.map((name) => {
    const { costMicros, ...counts } = counted.find((row) => row.name === name) ?? { ...none, name };
    return { ...counts, state: stateOf(name), costMicros: costMicros === null ? null : Number(costMicros) };
  });
}

const countByProvider = (db: Db, since: Date) => db.$queryRaw<Counted[]>`
  SELECT provider AS name, count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
    count(*) FILTER (WHERE status = 'failed')::int AS failed,
    (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM "finishedAt" - "createdAt"))
      FILTER (WHERE status = 'succeeded'))::float AS "medianSeconds", sum("costMicros")::bigint AS "costMicros"
  FROM jobs WHERE "finishedAt" >= ${since}::timestamptz GROUP BY provider ORDER BY provider`;
