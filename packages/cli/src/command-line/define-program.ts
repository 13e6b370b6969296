import { Argument, InvalidArgumentError, Option, Command as Program } from "commander";
import type { Job, Order } from "pixomax-client";
import { addOns, bitDepths, jobStatuses, metadataPolicies, models, outputFormats, outputProfiles } from "../api-limits";
import { readCrop, readHint, readRotate, readWhole } from "./edit-options";
import { colorizeNotes, exitCodeList, loginNotes, variables } from "./help-notes";

const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

type LoginOptions = { url?: string; key?: string };
/** `auto`: only where the photo has something for the add-on to do. */
export type AddOnChoice = boolean | "auto";
type ColorizeOptions = {
  model: Order["model"];
  repair: AddOnChoice;
  clarity: AddOnChoice;
  format: Order["outputFormat"];
  strength: number;
  metadata: Order["metadata"];
  profile?: Order["outputProfile"];
  depth?: Order["bitDepth"];
  page?: number;
  rotate?: number;
  crop?: Order["crop"];
  invert?: boolean;
  hint?: string | null;
  out?: string;
  concurrency: number;
  yes: boolean;
  force: boolean;
  json: boolean;
};
type BalanceOptions = { json: boolean };
type ArchiveOptions = { out: string; force: boolean };
type JobsOptions = { limit: number; status?: Job["status"]; json: boolean };

export type LoginCommand = { name: "login" } & LoginOptions;
export type ColorizeCommand = { name: "colorize"; photos: string[] } & ColorizeOptions;
export type BalanceCommand = { name: "balance" } & BalanceOptions;
export type JobsCommand = { name: "jobs" } & JobsOptions;
export type ArchiveCommand = { name: "archive"; jobs: string[] } & ArchiveOptions;
export type Command =
  | LoginCommand
  | ColorizeCommand
  | BalanceCommand
  | JobsCommand
  | ArchiveCommand
  | { name: "logout" }
  | { name: "completion"; shell: Shell }
  | { name: "help"; about?: string };

const unsetFlags = { repair: false, clarity: false, yes: false, force: false, json: false };

/** The one definition behind parsing, help and completion. `onCommand` gets the command that was read. */
export function defineProgram(version: string, onCommand: (command: Command) => void): Program {
  const program = new Program("pixomax")
    .description("Colorizes photos with a Pixomax studio, over its public API.")
    .version(version, "--version", "write the version")
    .helpOption("-h, --help", "write this help")
    .helpCommand(false)
    .exitOverride()
    .addHelpText("after", `\n${variables}\n${exitCodeList}`);
  defineColorize(program, onCommand);
  defineAccountCommands(program, onCommand);
  program
    .command("completion")
    .summary("write a script that completes commands and options in your shell")
    .description('Writes a script that completes commands and options. In bash: eval "$(pixomax completion bash)"')
    .addArgument(new Argument("<shell>").choices(shells))
    .action((shell: Shell) => onCommand({ name: "completion", shell }));
  program
    .command("help [command]")
    .description("write this help, or a command's own")
    .action((about?: string) => onCommand({ name: "help", about }));
  return program;
}

function defineColorize(program: Program, onCommand: (command: Command) => void): void {
  program
    .command("colorize <photos...>")
    .summary("colorize photos, folders of photos, or standard input")
    .description(
      'PHOTOS are files, folders (and the folders inside, links left out), patterns such as "old/**/*.jpg", or - for ' +
        "standard input, whose picture goes to standard output. NAME.jpg becomes NAME-color.png beside it.",
    )
    .addOption(
      new Option("--model <model>", "large has better colors, tiny is faster").choices(models).default("large"),
    )
    .addOption(addOnOption("--repair", "Smart Damage Repair, +1 credit a photo; auto: only where there is damage"))
    .addOption(addOnOption("--clarity", "AI Clarity Boost, +2 credits a photo; auto: only where it improves it"))
    .addOption(new Option("--format <format>", "format of the results").choices(outputFormats).default("png"))
    .option("--strength <share>", "how much color, 0 to 1", readShare, 1)
    .addOption(
      new Option("--metadata <policy>", "what becomes of the photo's EXIF and XMP")
        .choices(metadataPolicies)
        .default("keep"),
    )
    .addOption(new Option("--profile <profile>", "colors of the results, srgb unless given").choices(outputProfiles))
    .addOption(new Option("--depth <bits>", "bits a channel, auto unless given").choices(bitDepths))
    .option("--page <number>", "which page or frame of each file", readWhole(10_000))
    .option("--rotate <degrees>", "turn each photo clockwise first", readRotate)
    .option("--crop <part>", "color only x,y,width,height, shares of the turned photo", readCrop)
    .option("--invert", "make positives of negatives first")
    .option("--hint <words>", "what you know about the colors, for studios that take words", readHint)
    .option("--out <folder>", "write there instead, with the same folders inside", readFolder)
    .option("--concurrency <number>", "photos under way at once, 1 to 16", readWhole(16), 2)
    .option("--yes", "spend more than 50 credits without a question")
    .option("--force", "also photos whose result exists already")
    .option("--json", "one JSON object per photo on standard output")
    .addHelpText("after", `\n${colorizeNotes}\n${exitCodeList}`)
    .action((photos: string[], options: ColorizeOptions) =>
      onCommand({ name: "colorize", photos, ...unsetFlags, ...options }),
    );
}

const addOnWords = ["always", "auto"] as const;
/** The value is optional; `bindAddOnWords` keeps a photo's name after the option from being taken for it. */
const addOnOption = (flag: string, description: string): Option =>
  new Option(`${flag} [when]`, description).choices(addOnWords).argParser(readAddOnWord);

function readAddOnWord(word: string): AddOnChoice {
  if (word === "always") return true;
  if (word === "auto") return word;
  throw new InvalidArgumentError(`Allowed choices are ${addOnWords.join(", ")}.`);
}

/** `--repair auto` as `--repair=auto`, and `--repair` before anything else as `--repair=always`. */
export function bindAddOnWords(args: string[]): string[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const isFlag = (arg: string | undefined, index: number) => index < end && (arg === "--repair" || arg === "--clarity");
  const isWord = (arg: string | undefined) => addOnWords.some((word) => word === arg);
  return args.flatMap((arg, index) => {
    if (isFlag(arg, index)) return [`${arg}=${isWord(args[index + 1]) ? args[index + 1] : "always"}`];
    return isWord(arg) && isFlag(args[index - 1], index - 1) ? [] : [arg];
  });
}

function defineAccountCommands(program: Program, onCommand: (command: Command) => void): void {
  program
    .command("login")
    .description("store a studio's address and your API key on this machine")
    .option("--url <url>", "address of the studio")
    .option("--key <key>", "API key")
    .addHelpText("after", `\n${loginNotes}\n${exitCodeList}`)
    .action((options: LoginOptions) => onCommand({ name: "login", ...options }));
  program
    .command("logout")
    .description("delete what login stored")
    .action(() => onCommand({ name: "logout" }));
  program
    .command("balance")
    .description("write the credits of your account")
    .option("--json", "as JSON")
    .action(({ json = false }: Partial<BalanceOptions>) => onCommand({ name: "balance", json }));
  program
    .command("jobs")
    .description("write your latest jobs")
    .option("--limit <number>", "how many, 1 to 1000", readWhole(1000), 20)
    .addOption(new Option("--status <status>", "only jobs in this state").choices(jobStatuses))
    .option("--json", "one JSON object per job")
    .action(({ json = false, ...options }: JobsOptions) => onCommand({ name: "jobs", ...options, json }));
  program
    .command("archive <jobs...>")
    .description("write the pictures of up to 1,000 jobs as one ZIP, with a manifest.csv")
    .option("--out <file>", "the file to write", "pixomax-photos.zip")
    .option("--force", "also where there is such a file")
    .action((jobs: string[], { out, force = false }: Partial<ArchiveOptions> & { out: string }) =>
      onCommand({ name: "archive", jobs, out, force }),
    );
}

/** The options as the API takes them. */
export function readOrder({ model, repair, clarity, format, strength, metadata, ...later }: ColorizeCommand): Order {
  const asked = { cleanScratches: repair, faceRemaster: clarity };
  const autoAddOns = addOns.filter((addOn) => asked[addOn] === "auto");
  const ordered = { cleanScratches: repair !== false, faceRemaster: clarity !== false };
  const { profile: outputProfile = "srgb", depth: bitDepth = "auto" } = later;
  const { page = 1, rotate = 0, crop = null, invert = false, hint = null } = later;
  const output = { outputFormat: format, strength, metadata, outputProfile, bitDepth };
  return { model, ...ordered, autoAddOns, ...output, page, rotate, crop, invert, hint };
}

/** Only plain decimals: Number() of "" is 0 and of "0x1" is 1. */
function readShare(text: string): number {
  if (/^(\d+(\.\d*)?|\.\d+)$/.test(text) && Number(text) <= 1) return Number(text);
  throw new InvalidArgumentError("It must be a number from 0 to 1.");
}

function readFolder(text: string): string {
  if (text) return text;
  throw new InvalidArgumentError("It must name a folder.");
}
