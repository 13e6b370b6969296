import path from "node:path";
import { z } from "zod";
import { parsedBy, readArguments } from "../command-line";
import { isModelKind, type ModelKind, modelKinds } from "./model-kinds";

type Command =
  | { name: "list" }
  | { name: "verify" }
  | { name: "catalogue" }
  | { name: "get"; model: string; yes: boolean; nonCommercial: boolean }
  | { name: "add"; file: string; kind: ModelKind; as: string; side?: number };

const kinds = `Kinds: ${Object.keys(modelKinds).join(", ")}`;
const kindSchema = z.string().refine(isModelKind, kinds);
const nameSchema = z.string().regex(/^[a-z0-9-]+$/, "It may have lowercase letters, digits and hyphens");
const sideSchema = z.coerce.number<string>().int().min(32).max(2048).multipleOf(32, "It must be a multiple of 32");

/** @throws {UsageError, HelpRequest} */
export function readCommand(args: string[]): Command {
  return readArguments<Command>("npm run models --", args, (program, done) => {
    program
      .command("list")
      .description("Every model: its role, size and hash, what uses it, whether its file is there.")
      .action(() => done({ name: "list" }));
    program
      .command("verify")
      .description("Compare every file with its manifest and load it; exit 1 when something is wrong.")
      .action(() => done({ name: "verify" }));
    program
      .command("add")
      .description("Check a published ONNX file, copy it into DATA_DIR/models and say which setting uses it.")
      .argument("<file>")
      .requiredOption("--as <kind>", "what the file is", parsedBy(kindSchema))
      .option("--name <name>", "the name to give it, KIND if left out; replaces one added before", parsedBy(nameSchema))
      .option("--side <pixels>", "how large to feed a graph that leaves its size open", parsedBy(sideSchema))
      .action((file, { as: kind, name = kind, side }) =>
        done({ name: "add", file: path.resolve(file), kind, as: name, side }),
      );
    program
      .command("catalogue")
      .description("The published models that `get` can fetch: size, license, from where, memory, what is here.")
      .action(() => done({ name: "catalogue" }));
    program
      .command("get")
      .description("Fetch a published model, check it and add it; without a name, show the catalogue.")
      .argument("[name]")
      .option("--yes", "agree to its license without being asked", false)
      .option("--accept-non-commercial", "you use its non-commercial parts so", false)
      .action((model, { yes, acceptNonCommercial: nonCommercial }) =>
        done(model === undefined ? { name: "catalogue" } : { name: "get", model, yes, nonCommercial }),
      );
    program.addHelpText(
      "after",
      `\n${kinds}.\nOnly \`get\` downloads, and only when you call it. models/README.md says what each kind is and whose license to read.\n`,
    );
  });
}
