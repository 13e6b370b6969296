import type { Usage, UsageRow } from "@/lib/contract/v1/usage";
import type { UsageStack } from "./usage-filters-in-address";

export type UsageSeries = { id: string; name: string; credits: number };
/** `parts` has one number for each series, in the same order. */
export type UsageDay = { day: string; credits: number; parts: number[] };

const dayMs = 86_400_000;
const otherId = "other";

/** Credits of each day in the period, split into the `limit` largest series; the rest is one more, "Other". */
export function stackDays(usage: Usage, by: UsageStack, limit = 4): { series: UsageSeries[]; days: UsageDay[] } {
  const all = new Map<string, UsageSeries>();
  for (const row of usage.rows) {
    const { id, name } = nameGroup(row, by);
    all.set(id, { id, name, credits: (all.get(id)?.credits ?? 0) + row.credits });
  }
  const sorted = [...all.values()].filter(({ credits }) => credits > 0).sort((a, b) => b.credits - a.credits);
  const series = sorted.slice(0, limit);
  const rest = sorted.slice(limit).reduce((sum, { credits }) => sum + credits, 0);
  if (rest > 0) series.push({ id: otherId, name: "Other", credits: rest });

  const places = new Map(series.map(({ id }, place) => [id, place]));
  const days = new Map(listDays(usage).map((day) => [day, { day, credits: 0, parts: series.map(() => 0) }]));
  for (const row of usage.rows) {
    const entry = days.get(row.day ?? "");
    if (!entry || row.credits === 0) continue;
    const place = places.get(nameGroup(row, by).id) ?? series.length - 1;
    entry.credits += row.credits;
    entry.parts[place] = (entry.parts[place] ?? 0) + row.credits;
  }
  return { series, days: [...days.values()] };
}

/** Two keys may have the same name, so the id tells them apart. A row without a key is from the workbench. */
export function nameGroup(row: UsageRow, by: UsageStack): { id: string; name: string } {
  if (by === "model") return { id: row.model ?? "", name: row.model === "tiny" ? "Tiny" : "Large" };
  return { id: row.keyId ?? "workbench", name: row.keyName ?? "Workbench" };
}

function listDays({ from, to }: Usage): string[] {
  const count = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
  return Array.from({ length: count }, (_, n) => new Date(Date.parse(from) + n * dayMs).toISOString().slice(0, 10));
}

/** The top of the scale: 2, 4, 6, 10, 20, 40, … so that its half is a whole number of credits too. */
export function roundScale(peak: number): number {
  for (let step = 1; ; step *= 10) {
    const fit = [2, 4, 6, 10].find((factor) => factor * step >= peak);
    if (fit) return fit * step;
  }
}
