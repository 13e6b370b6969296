import path from "node:path";
import { explainMemory, readMachineMemory } from "../lib/colorize/providers/embedded/engine/needed-memory";
import { settingOf } from "../lib/colorize/providers/embedded/engine/select-models";
import type { ModelsPlace } from "../lib/colorize/providers/embedded/graphs/locate-models";
import { locateModels } from "../lib/colorize/providers/embedded/graphs/locate-models";
import type { ManifestModel } from "../lib/colorize/providers/embedded/graphs/manifest-schema";
import { settings } from "../lib/env/settings";
import { formatBytes } from "../lib/format/format-files";
import { listCatalogue } from "../lib/operator/upkeep/catalogue/list-catalogue";
import { readCatalogue } from "../lib/operator/upkeep/catalogue/read-catalogue";
import { readAllModels } from "../lib/operator/upkeep/list-models";
import { CommandError, runProgram } from "./command-line";
import { addModel } from "./models/add-model";
import { openTerminal } from "./models/get/agree-to-license";
import { describeCatalogue } from "./models/get/describe-catalogue";
import { getFile } from "./models/get/get-model";
import { openNetwork } from "./models/get/network";
import { showProgress } from "./models/get/show-progress";
import { describeModels } from "./models/list-models";
import { isModelKind } from "./models/model-kinds";
import { readCommand } from "./models/read-command";
import { verifyModels } from "./models/verify-models";

type Command = ReturnType<typeof readCommand>;
type Addition = Omit<Extract<Command, { name: "add" }>, "name"> & { isOurs?: boolean };

/** Exit 0 done, 1 something is wrong with a model or a file, 2 the command line. */
async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  const place = locateModels(settings(), path.resolve(import.meta.dirname, ".."));
  if (command.name === "add") return add(command, place);
  if (command.name === "get") return get(command, place);
  if (command.name === "catalogue") {
    for (const line of describeCatalogue(await listCatalogue(place))) console.log(line);
    return 0;
  }
  if (command.name === "list") {
    for (const line of await describeModels(place)) console.log(line);
    return 0;
  }
  const verdicts = await verifyModels(place);
  for (const { line, right } of verdicts) (right ? console.log : console.error)(line);
  return verdicts.every(({ right }) => right) ? 0 : 1;
}

async function get(
  { model, yes, nonCommercial }: Extract<Command, { name: "get" }>,
  place: ModelsPlace,
): Promise<number> {
  const entry = (await readCatalogue(place.modelsDir)).find(({ name }) => name === model);
  if (!entry)
    throw new CommandError(`The catalogue has no ${model}. \`npm run models -- catalogue\` shows what it has.`);
  const { name, kind } = entry;
  if (!isModelKind(kind)) throw new CommandError(`This version of the studio runs no ${kind} models, such as ${name}.`);
  const progress = showProgress(process.stderr);
  const say = (line: string) => {
    progress.end();
    console.error(line);
  };
  const { addedDir = "" } = place;
  const rest = { addedDir, settings: settings(), openNetwork, onProgress: progress.onProgress, say };
  const file = await getFile(entry, { yes, nonCommercial, ask: openTerminal() }, rest);
  progress.end();
  if (file !== null) return add({ file, kind, as: name, isOurs: true }, place);
  console.log(`${name} is here already. \`npm run models -- list\` shows what uses it.`);
  return 0;
}

async function add(
  { file, kind, as: name, side, isOurs }: Addition,
  { modelsDir, addedDir = "" }: ModelsPlace,
): Promise<number> {
  const shipped = (await readAllModels({ modelsDir })).some((model) => model.name === name);
  if (shipped) throw new CommandError(`${name} is the name of a model of the studio's own; give another with --name.`);
  try {
    const { role, sha256, bytes } = await addModel({ file, kind, name, side, isOurs }, addedDir);
    console.log(`${name} is added: ${formatBytes(bytes)}, ${sha256.slice(0, 8)}.`);
    const warning = explainMemory([{ name, bytes }], settings().ENGINE_WORKERS, readMachineMemory());
    // `get` has said so before it fetched the file.
    if (warning && !isOurs) console.error(warning);
    console.log(sayHowToUse(role, name));
    return 0;
  } catch (error) {
    if (error instanceof CommandError) throw new CommandError(`${path.basename(file)} ${error.message}.`);
    throw error;
  }
}

function sayHowToUse(role: ManifestModel["role"], name: string): string {
  if (role === "inpaint") {
    const own = `${settingOf("repair")}=repair`;
    return `Smart Damage Repair uses it as soon as the studio is started again; ${own} goes back to the studio's own filling.`;
  }
  const uses = role === "color" ? (["large", "tiny"] as const) : (["clarity"] as const);
  const settingsToSet = uses.map((use) => `${settingOf(use)}=${name}`).join(" or ");
  return `To use it set ${settingsToSet} and start the studio again.`;
}

process.exitCode = await runProgram(main);
