import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../..");
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      /** Where the folder is called otherwise. */
      name: z.string().optional(),
      version: z.string().optional(),
      optional: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});
const billSchema = z.object({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.object({ component: z.object({ "bom-ref": z.string(), type: z.literal("application") }) }),
  components: z.array(z.object({ "bom-ref": z.string(), purl: z.string(), licenses: z.array(z.unknown()).optional() })),
});

test("npm run sbom lists every package of the lock with its version and license, without a network", async () => {
  const command = promisify(execFile)("npm", ["run", "-s", "sbom"], {
    cwd: root,
    env: { ...process.env, npm_config_offline: "true" },
    maxBuffer: 64 * 1024 * 1024,
  });
  const bill = billSchema.parse(JSON.parse((await command).stdout));
  const { packages } = lockSchema.parse(JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")));
  const listed = new Set(bill.components.map((component) => component["bom-ref"]));
  const locked = Object.entries(packages)
    .filter(([folder, { link, optional }]) => folder.includes("node_modules/") && !link && !optional)
    .map(
      ([folder, { name, version }]) => `${name ?? folder.slice(folder.lastIndexOf("node_modules/") + 13)}@${version}`,
    );
  expect(locked.length).toBeGreaterThan(300);
  expect(locked.filter((name) => !listed.has(name))).toEqual([]);
  expect(bill.metadata.component["bom-ref"]).toMatch(/^pixomax-studio@/);
});
