import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { metrics } from "./metrics";

const folder = path.resolve("deploy/observability");
const read = (name: string) => readFileSync(path.join(folder, name), "utf8");

const text = z.string().min(20);
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string().regex(/^Pixomax[A-Z]\w+$/),
          expr: text,
          for: z.string().optional(),
          labels: z.object({ severity: z.enum(["page", "ticket"]) }),
          annotations: z.object({ summary: text, runbook: text }),
        }),
      ),
    }),
  ),
});
const panelSchema = z.object({
  id: z.number(),
  title: z.string(),
  description: z.string().optional(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ expr: z.string(), refId: z.string(), legendFormat: z.string() })).default([]),
});
const dashboardSchema = z.object({
  schemaVersion: z.number().min(36),
  templating: z.object({ list: z.array(z.object({ name: z.literal("datasource"), query: z.literal("prometheus") })) }),
  panels: z.array(panelSchema),
});

const rules = rulesSchema.parse(parse(read("alerts.yaml"))).groups.flatMap(({ rules }) => rules);
const { panels } = dashboardSchema.parse(JSON.parse(read("grafana-dashboard.json")));
const queries = [...rules, ...panels.flatMap(({ targets }) => targets)].map(({ expr }) => expr);

/** What can be asked of this studio: each metric, with the labels of its series. */
const exported = new Map<string, string[]>();
for (const one of Object.values(metrics())) {
  if ("name" in one && "labelNames" in one && typeof one.name === "string")
    exported.set(one.name, z.array(z.string()).parse(one.labelNames));
}
const known = new Set(
  metrics()
    .registry.getMetricsAsArray()
    .map(({ name }) => name),
);
const plain = (name: string) => (known.has(name) ? name : name.replace(/_(bucket|sum|count)$/, ""));

test.each(queries)("%s asks for metrics that are exported, by labels that they have", (query) => {
  const named = [...query.matchAll(/\b(?:pixomax|process|nodejs)_\w+/g)].map(([name]) => plain(name));
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(known).toContain(name);
  // Prometheus adds `instance`, a histogram `le`.
  const labels = new Set(["instance", "le", ...named.flatMap((name) => exported.get(name) ?? [])]);
  const grouped = [...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = ""]) => list.split(", "));
  const matched = [...query.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)].map(([, label = ""]) => label);
  for (const label of [...grouped, ...matched]) expect(labels).toContain(label);
});

test("the dashboard's panels lie beside and below each other, each says what it shows", () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => {
    expect(x + w).toBeLessThanOrEqual(24);
    return Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`);
  });
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { targets, description } of panels) if (targets.length > 0) expect(description).toMatch(/\.$/);
});

test("the operators' page names every alert and every metric of ours", () => {
  const page = read("README.md");
  for (const name of [...exported.keys(), ...rules.map(({ alert }) => alert)]) expect(page).toContain(`\`${name}\``);
});

const { error } = spawnSync("promtool", ["--version"]);
test.skipIf(error)("Prometheus' own tool accepts the rules", () => {
  const { status, stderr } = spawnSync("promtool", ["check", "rules", path.join(folder, "alerts.yaml")]);
  expect(String(stderr)).toBe("");
  expect(status).toBe(0);
});
