import { findDrainFaults, findStopFaults } from "./deploy-times";
import type { ProductFiles } from "./product-files";

export const unitFiles = ["pixomax-web@.service", "pixomax-worker@.service", "pixomax.target"].map(
  (name) => `deploy/systemd/${name}`,
);
/** A variable of Node's own. */
const foreignVariables = new Set(["NODE_ENV"]);

function findUnitFaults(product: ProductFiles, file: string): string[] {
  const lines = product.read(file).split("\n");
  const valuesOf = (key: string) =>
    lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
  const settings = new Map(
    valuesOf("Environment")
      .flatMap((value) => value.split(" "))
      .map((pair): [string, string] => [pair.split("=")[0] ?? "", pair.split("=")[1] ?? ""]),
  );
  const faults = [...settings.keys()]
    .filter((name) => !product.settings.has(name) && !foreignVariables.has(name))
    .map((name) => `${name} is no setting of .env.example`);
  const start = valuesOf("ExecStart")[0];
  if (start !== `/usr/bin/${product.scripts.start}`)
    faults.push(`ExecStart is not "${product.scripts.start}", as npm start is`);
  const state = `/var/lib/${valuesOf("StateDirectory")[0]}`;
  if (settings.get("DATA_DIR") !== state) faults.push(`DATA_DIR is not ${state}, the only folder that it may write to`);
  const [drain, graceSeconds] = [settings.get("DRAIN_SECONDS"), Number(valuesOf("TimeoutStopSec")[0])];
  faults.push(...findStopFaults({ drain, graceSeconds }));
  if (settings.get("ROLE") === "web") faults.push(...findDrainFaults(product, drain));
  return faults.map((fault) => `${file}: ${fault}`);
}

/** One sentence for each fault of the systemd units: settings, command, folder and times; systemd-analyze knows the rest. */
export const findSystemdFaults = (product: ProductFiles): string[] =>
  unitFiles.filter((file) => file.endsWith(".service")).flatMap((file) => findUnitFaults(product, file));
