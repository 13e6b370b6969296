import { parseArgs } from "node:util";
import { z } from "zod";
import { createKeySchema, emailSchema, passwordSchema } from "../../lib/contract/requests";

/** The command line is wrong; the message says what about it. */
export class UsageError extends Error {}

export const usage = `Usage: npm run -s admin -- COMMAND
Works while the studio runs and while it does not. Answers are JSON on standard output.

  create-user EMAIL [--password P] [--credits N] [--key NAME]
      Without --password one is made up and printed. N defaults to the setting SIGNUP_CREDITS.
      --key makes an API key as well; it is printed this once.
  grant EMAIL N --reason TEXT [--expires DATE]
      Give N credits. What is unspent of them is gone when DATE (2027-01-31, UTC) is over; without it they stay.
  create-key EMAIL --name NAME [--test]
      Make an API key, printed this once. With --test its results are watermarked and cost nothing.
  revoke-key KEY_ID               refuse a key from its next request on
  list-users                      everybody, with their credits
  reconcile-stripe [--days N]     ask Stripe what happened in the last N days (7) and apply what no webhook told
  check-ledger                    recompute every balance; exit 1 and the offending rows if a rule is broken
  verify-receipt FILE [--keys FILE|URL]
      Whether this studio signed the receipt, or one of the given JSON Web Key Set; exit 1 and why if not.
`;

const credits = z.coerce.number("N must be a whole number").int().max(1_000_000_000);
const dayMs = 86_400_000;
const endOfDay = z.iso
  .date("must be a day like 2027-01-31")
  .transform((day) => new Date(Date.parse(day) + dayMs))
  .refine((end) => end.getTime() > Date.now(), "is over already");
const commandSchema = z.discriminatedUnion("name", [
  z.object({
    name: z.literal("create-user"),
    arguments: z.tuple([emailSchema]),
    password: passwordSchema.optional(),
    credits: credits.min(0).optional(),
    key: createKeySchema.shape.name.optional(),
  }),
  z.object({
    name: z.literal("grant"),
    arguments: z.tuple([emailSchema, credits.min(1)]),
    reason: z.string("is required").trim().min(1).max(200),
    expires: endOfDay.optional(),
  }),
  z.object({
    name: z.literal("create-key"),
    arguments: z.tuple([emailSchema]),
    keyName: createKeySchema.shape.name,
    test: z.boolean().default(false),
  }),
  z.object({
    name: z.literal("revoke-key"),
    arguments: z.tuple([z.string().regex(/^key_\w+$/, "is no key id (key_…)")]),
  }),
  z.object({ name: z.literal("list-users"), arguments: z.tuple([]) }),
  z.object({
    name: z.literal("reconcile-stripe"),
    arguments: z.tuple([]),
    days: z.coerce.number("must be a whole number").int().min(1).max(365).default(7),
  }),
  z.object({ name: z.literal("check-ledger"), arguments: z.tuple([]) }),
  z.object({
    name: z.literal("verify-receipt"),
    arguments: z.tuple([z.string().min(1)]),
    keys: z.string().min(1).optional(),
  }),
  z.object({ name: z.literal("help") }),
]);
export type Command = z.infer<typeof commandSchema>;

/** Options that are there or not; all others have a value. */
const flags = new Set(["test"]);
const optionsOf: Record<string, string[]> = {
  "create-user": ["password", "credits", "key"],
  grant: ["reason", "expires"],
  "create-key": ["name", "test"],
  "reconcile-stripe": ["days"],
  "verify-receipt": ["keys"],
};

/** @throws {UsageError} */
export function readCommand(args: string[]): Command {
  const [name = "", ...rest] = args;
  if (["help", "--help", "-h"].includes(name) || rest.includes("--help")) return { name: "help" };
  const { positionals, values } = split(rest, optionsOf[name] ?? []);
  const { name: keyName, ...options } = values;
  const parsed = commandSchema.safeParse({ name, arguments: positionals, keyName, ...options });
  if (parsed.success) return parsed.data;
  throw new UsageError(explain(name, parsed.error.issues[0]));
}

function split(args: string[], names: string[]) {
  const options = Object.fromEntries(
    names.map((option) => [option, { type: flags.has(option) ? ("boolean" as const) : ("string" as const) }]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function explain(name: string, issue: z.core.$ZodIssue | undefined): string {
  const [field, index] = issue?.path ?? [];
  if (!issue || field === "name") return name ? `There is no command ${name}.` : "Which command?";
  if (field === "arguments" && index === undefined) return `${name}: wrong number of arguments.`;
  const what =
    field === "arguments"
      ? index === 0
        ? "its first argument"
        : "N"
      : `--${field === "keyName" ? "name" : String(field)}`;
  return `${name}: ${what}: ${issue.message}.`;
}
