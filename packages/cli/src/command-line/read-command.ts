import { parseArgs } from "node:util";
import { z } from "zod";
import { jobStatuses } from "../../../../lib/contract/answers";
import { type Order, orderFields } from "../../../../lib/contract/order";
import { ExitError, exitCodes } from "../exit-codes";
import { helpTexts } from "./help";

const nothing = z.tuple([]);
const flag = z.boolean().default(false);
const wholeNumber = (most: number) => z.coerce.number("must be a whole number").int().min(1).max(most);

const commandSchema = z.discriminatedUnion("name", [
  z.object({
    name: z.literal("login"),
    arguments: nothing,
    url: z.string().optional(),
    key: z.string().optional(),
  }),
  z.object({ name: z.literal("logout"), arguments: nothing }),
  z.object({
    name: z.literal("colorize"),
    arguments: z.array(z.string().min(1)).min(1),
    model: orderFields.model,
    repair: flag,
    clarity: flag,
    format: orderFields.output_format,
    strength: orderFields.strength,
    metadata: orderFields.metadata,
    out: z.string().min(1).optional(),
    concurrency: wholeNumber(16).default(2),
    yes: flag,
    force: flag,
    json: flag,
  }),
  z.object({ name: z.literal("balance"), arguments: nothing, json: flag }),
  z.object({
    name: z.literal("jobs"),
    arguments: nothing,
    limit: wholeNumber(1000).default(20),
    status: z.enum(jobStatuses).optional(),
    json: flag,
  }),
]);
type Work = z.infer<typeof commandSchema>;
export type Command = Work | { name: "help"; text: string } | { name: "version" };
export type CommandNamed<Name extends Command["name"]> = Extract<Command, { name: Name }>;

/** The options as the API takes them. */
export function readOrder(command: CommandNamed<"colorize">): Order {
  const { model, repair, clarity, format, strength, metadata } = command;
  return { model, cleanScratches: repair, faceRemaster: clarity, outputFormat: format, strength, metadata };
}

const texts = { type: "string" } as const;
const flags = { type: "boolean" } as const;
const optionsOf: Record<string, NonNullable<Parameters<typeof parseArgs>[0]>["options"]> = {
  login: { url: texts, key: texts },
  colorize: {
    model: texts,
    repair: flags,
    clarity: flags,
    format: texts,
    strength: texts,
    metadata: texts,
    out: texts,
    concurrency: texts,
    yes: flags,
    force: flags,
    json: flags,
  },
  balance: { json: flags },
  jobs: { limit: texts, status: texts, json: flags },
};

/** @throws {ExitError} wrong usage */
export function readCommand(args: string[]): Command {
  const [name = "", ...rest] = args;
  if (name === "--version") return { name: "version" };
  if (["help", "--help", "-h"].includes(name)) return { name: "help", text: findHelp(rest[0] ?? "") };
  if (!(name in helpTexts) || !name) throw wrongUsage("", name ? `There is no command ${name}.` : "Which command?");
  const { positionals, values } = split(name, rest);
  if (values.help) return { name: "help", text: findHelp(name) };
  const parsed = commandSchema.safeParse({ name, arguments: positionals, ...values });
  if (parsed.success) return parsed.data;
  throw wrongUsage(name, explain(name, parsed.error.issues[0]));
}

/** An error whose message ends with where to read on. */
export function wrongUsage(name: string, message: string): ExitError {
  const more = name in helpTexts && name ? `pixomax help ${name}` : "pixomax --help";
  return new ExitError(`${message}\nSee: ${more}`, exitCodes.wrongUsage);
}

function findHelp(name: string): string {
  const text = helpTexts[name];
  if (text === undefined) throw wrongUsage("", `There is no command ${name}.`);
  return text;
}

function split(name: string, args: string[]) {
  try {
    const options = { ...optionsOf[name], help: { type: "boolean", short: "h" } as const };
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [message = ""] = String(error instanceof Error ? error.message : error).split(". To specify");
    throw wrongUsage(name, message);
  }
}

function explain(name: string, issue: z.core.$ZodIssue | undefined): string {
  const [field] = issue?.path ?? [];
  if (field !== "arguments") return `--${String(field)}: ${issue?.message}.`;
  return name === "colorize" ? "Which photos?" : `${name} takes no arguments.`;
}
