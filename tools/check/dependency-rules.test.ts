import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import config from "../../.dependency-cruiser.mjs";

/** For each rule, sources that break it. */
const breaches: Record<string, Record<string, string>> = {
  "no-cycles": { "lib/format/a.ts": 'import "./b";', "lib/format/b.ts": 'import "./a";' },
  resolvable: { "lib/jobs/lost.ts": 'import "./nowhere";' },
  "listed-package": { "lib/jobs/unlisted.ts": 'import "acorn";' },
  "product-needs-no-dev-package": { "lib/jobs/dev.ts": 'import "fast-check";' },
  "browser-never-reaches-server": {
    "components/far/far.ts": 'import "../../lib/format/step";',
    "lib/format/step.ts": 'import "../log/log";',
    "lib/log/log.ts": "export {};",
  },
  "on-device-never-reaches-server": {
    "lib/on-device/far.ts": 'import "../colorize/providers/embedded/pixels/step";',
    "lib/colorize/providers/embedded/pixels/step.ts": 'import "../../../flow";',
    "lib/colorize/flow.ts": "export {};",
  },
  "on-device-has-no-node": { "lib/colorize/providers/embedded/pixels/noded.ts": 'import "node:fs";' },
  "on-device-only-for-browsers": { "lib/jobs/device.ts": 'import "../on-device/far";' },
  "browser-has-no-node": { "components/node/node.ts": 'import "node:fs";' },
  "contract-stands-alone": { "lib/contract/wide.ts": 'import "../clock/clock";', "lib/clock/clock.ts": "export {};" },
  "recipe-stands-alone": { "lib/recipe/wide.ts": 'import "../format/plain";', "lib/format/plain.ts": "" },
  "client-knows-the-contract": { "lib/client/wide.ts": 'import "../clock/clock";' },
  "client-stands-alone": { "packages/client/src/wide.ts": 'import "../../../lib/contract/fine";' },
  "packages-stand-alone": {
    "packages/cli/src/wide.ts": 'import "../../stripe-fake/src/part";',
    "packages/stripe-fake/src/part.ts": "export {};",
  },
  "features-apart": { "components/one/one.ts": 'import "../two/two";', "components/two/two.ts": "export {};" },
  "features-below-app": { "components/up/up.ts": 'import "../../app/page";', "app/page.ts": "export {};" },
  "ui-knows-nothing": { "components/ui/button.ts": 'import "../../lib/format/plain";', "lib/format/plain.ts": "" },
  "base-knows-nothing": { "lib/env/wide.ts": 'import "../log/log";' },
  "adapters-below-domain": { "lib/storage/up.ts": 'import "../jobs/job";', "lib/jobs/job.ts": "export {};" },
  "domain-below-flows": { "lib/jobs/up.ts": 'import "../colorize/flow";', "lib/colorize/flow.ts": "export {};" },
  "flows-apart-and-below-http": { "lib/billing/across.ts": 'import "../colorize/flow";' },
  "operator-above-flows": { "lib/operator/up.ts": 'import "../http/handler";', "lib/http/handler.ts": "export {};" },
  "operator-below-nothing-but-its-doors": {
    "lib/jobs/asks.ts": 'import "../operator/acts";',
    "lib/operator/acts.ts": "export {};",
  },
  "pixels-below-graphs": {
    "lib/colorize/providers/embedded/pixels/up.ts": 'import "../graphs/graph";',
    "lib/colorize/providers/embedded/graphs/graph.ts": "export {};",
  },
  "graphs-below-stages": {
    "lib/colorize/providers/embedded/graphs/up.ts": 'import "../stages/color/stage";',
    "lib/colorize/providers/embedded/stages/color/stage.ts": "export {};",
  },
  "stages-below-engine": {
    "lib/colorize/providers/embedded/stages/up.ts": 'import "../engine/worker";',
    "lib/colorize/providers/embedded/engine/worker.ts": "export {};",
  },
  "engine-below-provider": {
    "lib/colorize/providers/embedded/engine/up.ts": 'import "../provider";',
    "lib/colorize/providers/embedded/provider.ts": "export {};",
  },
  "workers-know-no-painter": {
    "lib/colorize/providers/embedded/engine/painted.ts": 'import "../../painters/far";',
    "lib/colorize/providers/painters/far.ts": "export {};",
  },
  "containers-below-output": {
    "lib/colorize/output/containers/up.ts": 'import "../write";',
    "lib/colorize/output/write.ts": "export {};",
  },
  "colorize-parts-below-flow": { "lib/colorize/image-input/up.ts": 'import "../flow";' },
  "http-below-app": { "lib/http/up.ts": 'import "../../components/two/two";' },
  "http-wiring-below-http": {
    "lib/http/studio/up.ts": 'import "../auth/who";',
    "lib/http/auth/who.ts": "export {};",
  },
  "http-auth-below-routes": { "lib/http/auth/up.ts": 'import "../route/way";', "lib/http/route/way.ts": "export {};" },
  "http-route-below-handlers": {
    "lib/http/route/up.ts": 'import "../jobs/shared";',
    "lib/http/jobs/shared.ts": "export {};",
  },
  "http-jobs-below-doors": { "lib/http/jobs/up.ts": 'import "../v1/one";', "lib/http/v1/one.ts": "export {};" },
  "http-doors-apart": { "lib/http/console/across.ts": 'import "../v1/one";' },
  "ledger-only-inside-flows": {
    "lib/http/pay.ts": 'import "../credits/ledger";',
    "lib/credits/ledger.ts": "export {};",
  },
  "no-framework-below-http": { "lib/jobs/framed.ts": 'import "next/server";' },
  "routes-not-to-adapters": {
    "app/api/route.ts": 'import "../../lib/storage/disk";',
    "lib/storage/disk.ts": "export {};",
  },
  "one-prisma-client": {
    "lib/jobs/client.ts": 'import { PrismaClient } from "../generated/client"; new PrismaClient();',
    "lib/generated/client.ts": "export class PrismaClient {}",
  },
  "test-helpers-only-in-tests": {
    "lib/jobs/fake.ts": 'import "../testing/fake";',
    "lib/testing/fake.ts": "export {};",
  },
  "e2e-stays-outside": { "e2e/inside.ts": 'import "../lib/jobs/job";' },
};
/** Allowed, though close to a breach. */
const allowed: Record<string, string> = {
  "components/fine/fine.ts": 'import "../ui/plain"; import "./part"; import "../../lib/contract/fine";',
  "components/fine/part.ts": "export {};",
  "components/ui/plain.ts": "export {};",
  "lib/contract/fine.ts": "export {};",
  "lib/client/fine.ts": 'import "../../packages/client/src/part";',
  "packages/client/src/fine.ts": 'import "./part";',
  "packages/client/src/part.ts": "export {};",
  "packages/cli/src/fine.ts": 'import "../../client/src/part";',
  "packages/cli/src/testing/fine.ts": 'import "../../../../lib/contract/fine";',
  "lib/colorize/fine.ts": 'import "./part"; import "../credits/ledger";',
  "lib/colorize/part.ts": 'import type { PrismaClient } from "../generated/client"; export type A = PrismaClient;',
  "lib/http/v1/fine.ts": 'import "./one"; import "../jobs/shared"; import "../route/way"; import "../auth/who";',
  "lib/http/route/fine.ts": 'import "../auth/who"; import "../studio/plain";',
  "lib/http/studio/plain.ts": "export {};",
  "lib/colorize/providers/embedded/fine.ts": 'import "./engine/fine";',
  "lib/colorize/providers/embedded/engine/fine.ts": 'import "../stages/fine"; import "../../port";',
  "lib/colorize/providers/embedded/stages/fine.ts": 'import "../graphs/fine"; import "../pixels/fine";',
  "lib/colorize/providers/embedded/graphs/fine.ts": 'import "../pixels/fine";',
  "lib/colorize/providers/embedded/pixels/fine.ts": "export {};",
  "lib/colorize/providers/port.ts": "export {};",
  "lib/jobs/fine.test.ts": 'import "fast-check"; import "../testing/fake";',
  "e2e/fine.spec.ts": 'import "../lib/contract/fine";',
};

const repository = path.resolve(import.meta.dirname, "../..");
let broken: { rule: string; from: string }[] = [];
let root = "";

beforeAll(() => {
  mkdirSync(path.join(repository, ".cache"), { recursive: true });
  // Inside the repository, so that packages are found.
  root = mkdtempSync(path.join(repository, ".cache/dependency-rules-"));
  for (const file of ["package.json", ".dependency-cruiser.mjs"])
    copyFileSync(path.join(repository, file), path.join(root, file));
  writeFileSync(path.join(root, "tsconfig.json"), "{}");
  for (const [file, text] of Object.entries(
    Object.assign({}, allowed, ...Object.values(breaches)) as Record<string, string>,
  )) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), `${text}\n`);
  }
  const command = path.join(repository, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const json = execFileSync(
    process.execPath,
    [
      command,
      "app",
      "components",
      "lib",
      "packages",
      "e2e",
      "--config",
      ".dependency-cruiser.mjs",
      "--output-type",
      "json",
    ],
    { cwd: root, maxBuffer: 64e6, stdio: ["ignore", "pipe", "pipe"] },
  );
  const { summary } = JSON.parse(String(json)) as {
    summary: { violations: { rule: { name: string }; from: string }[] };
  };
  broken = summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("every rule has a breach here", () => {
  expect(config.forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(breaches).sort());
});

for (const [rule, files] of Object.entries(breaches)) {
  test(`${rule} fails on its breach`, () => {
    const from = broken.filter((breach) => breach.rule === rule).map((breach) => breach.from);
    expect(from).toContain(Object.keys(files)[0]);
  });
}

test("what is allowed breaks no rule", () => {
  expect(broken.filter(({ from }) => from in allowed)).toEqual([]);
});
