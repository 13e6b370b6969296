import path from "node:path";
import { Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { type Model, models } from "../../lib/contract/order";
import { parsedBy, readArguments } from "../../scripts/command-line";
import { foreignRoles } from "./photos/read-sources";

export type EvaluateOptions = {
  photos: string;
  only?: string;
  heldOut?: string;
  role?: (typeof foreignRoles)[number];
  model: Model[];
  models?: string;
  limit?: number;
  extremes?: number;
  json?: string;
  faded: boolean;
  markdown: boolean;
  sheet?: string;
  side: number;
};

const count = parsedBy(z.coerce.number<string>().int().min(1));
const side = parsedBy(z.coerce.number<string>().int().min(32).max(2048));
const file = (given: string): string => path.resolve(given);
const model = parsedBy(z.enum(models));
const addModel = (name: string, named: Model[]): Model[] => [...new Set([...named, model(name)])];

const description = `Color every color photo below a folder (JPEG, PNG, WebP, and those in tar files) from its lightness and compare it with
itself. Where the folder has a sources.json that gives collections a role, two tables: photos held out of the collections that
teach, and those of held-out-foreign collections; the latter once more without what earlier weights were trained on.`;

/** @throws {UsageError, HelpRequest} */
export function readCommandLine(argv: string[]): EvaluateOptions {
  return readArguments<EvaluateOptions>("npm run evaluate --", argv, (program, done) =>
    program
      .description(description)
      .requiredOption("--photos <dir>", "the folder of photos", file)
      .option("--only <file>", "only the photos whose SHA-256 is in the file, one a line", file)
      .option("--held-out <file>", "the list of what is held out; models/training/held-out.txt if left out", file)
      .addOption(new Option("--role <role>", "only the photos of collections with this role").choices(foreignRoles))
      .option("--model <name>", "tiny or large, once for each; all that are installed if left out", addModel, [])
      .option("--models <dir>", "another folder of models than those the studio works with", file)
      .option("--limit <n>", "only n photos of each table, a random choice that is the same every time", count)
      .option("--faded", "as prints that have faded: half the contrast, black and white are grays", false)
      .option("--markdown", "tables as Markdown", false)
      .option("--json <file>", "write the numbers, of each photo too", file)
      .option("--sheet <file>", "write a PNG of up to 48 photos: gray, each model, truth; one for each table", file)
      .option("--side <pixels>", "of each picture on the sheet", side, 224)
      .option(
        "--extremes <n>",
        "the n best and worst of each model: in the JSON (3 if left out) and on the sheet",
        count,
      )
      .action((options) => done(options)),
  );
}
