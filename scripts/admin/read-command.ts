import { z } from "zod";
import {
  type KeyScope,
  keyNameSchema,
  keyScopes,
  maxExpiryDays,
  maxMonthlyBudget,
} from "../../lib/contract/accounts/api-keys";
import { type LiveSettingName, liveSettingNames } from "../../lib/contract/admin/live-settings";
import { emailSchema, passwordSchema } from "../../lib/contract/requests";
import { parsedBy, readArguments } from "../command-line";

type KeyLimits = { expiresDays?: number; budget?: number; scope?: KeyScope[] };

export type Command =
  | { name: "create-user"; email: string; password?: string; credits?: number; key?: string }
  | { name: "grant"; email: string; credits: number; reason: string; expires?: Date }
  | { name: "take-credits"; email: string; credits: number; reason: string }
  | ({ name: "create-key"; email: string; keyName: string; test: boolean } & KeyLimits)
  | { name: "revoke-key"; keyId: string }
  | { name: "device-link"; email: string }
  | { name: "reset-link" | "reset-second-factor"; email: string }
  | { name: "set-password"; email: string }
  | { name: "end-sessions"; email: string }
  | { name: "suspend"; email: string; reason: string }
  | { name: "unsuspend"; email: string }
  | { name: "list-users" }
  | { name: "make-operator" | "remove-operator"; email: string }
  | { name: "settings" }
  | { name: "set"; setting: LiveSettingName; value: string }
  | { name: "unset"; setting: LiveSettingName }
  | { name: "maintenance"; on: boolean; message?: string; until?: string }
  | { name: "reconcile-stripe"; days: number }
  | { name: "check-ledger" }
  | { name: "instances" }
  | { name: "adopt-secrets" }
  | { name: "backup"; file: string; withFiles: boolean }
  | { name: "restore"; file: string }
  | { name: "move-storage"; to: "s3" | "disk"; dryRun: boolean; deleteSource: boolean }
  | { name: "verify-receipt"; file: string; keys?: string };

const credits = z.coerce.number<string>("N must be a whole number").int().max(1_000_000_000);
const dayMs = 86_400_000;
const endOfDay = z.iso
  .date("It must be a day like 2027-01-31")
  .transform((day) => new Date(Date.parse(day) + dayMs))
  .refine((end) => end.getTime() > Date.now(), "That day is over already");
const reason = z.string().trim().min(1, "It must not be empty").max(200);
const days = z.coerce.number<string>("It must be a whole number").int().min(1).max(365);
const keyId = z.string().regex(/^key_\w+$/, "It is no key id (key_…)");
const place = z.enum(["s3", "disk"], { error: "It must be s3 or disk" });
const keyDays = z.coerce.number<string>("It must be a whole number").int().min(1).max(maxExpiryDays);
const scopes = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(keyScopes, { error: `It must be of ${keyScopes.join(", ")}` })));

/** @throws {UsageError, HelpRequest} */
export function readCommand(args: string[]): Command {
  return readArguments<Command>("npm run -s admin --", args, (program, done) => {
    program.description("Works while the studio runs and while it does not. Answers are JSON on standard output.");
    // The help that follows has all names, and nobody should be offered `restore` for another word.
    program.showSuggestionAfterError(false);
    addAccountCommands(program, done);
    addSettingsCommands(program, done);
    addStudioCommands(program, done);
  });
}

/** What only restarts change is named, so that nobody looks for it here. */
const settingName = z.enum(liveSettingNames, {
  error: "It is no setting that changes while the studio runs; `settings` lists those",
});
const onOff = z.enum(["on", "off"], { error: "It must be on or off" });

type Program = Parameters<Parameters<typeof readArguments>[2]>[0];
type Done = (command: Command) => void;

function addAccountCommands(program: Program, done: Done): void {
  program
    .command("create-user")
    .description("Make an account. Without --password one is made up and printed.")
    .argument("<email>", "", parsedBy(emailSchema))
    .option("--password <password>", "", parsedBy(passwordSchema))
    .option("--credits <n>", "credits to start with; the setting SIGNUP_CREDITS if left out", parsedBy(credits.min(0)))
    .option("--key <name>", "make an API key as well; it is printed this once", parsedBy(keyNameSchema))
    .action((email, options) => done({ name: "create-user", email, ...options }));
  program
    .command("grant")
    .description("Give credits.")
    .argument("<email>", "", parsedBy(emailSchema))
    .argument("<n>", "how many", parsedBy(credits.min(1)))
    .requiredOption("--reason <text>", "shown in the account's statement", parsedBy(reason))
    .option("--expires <date>", "unspent ones are gone when this day (2027-01-31, UTC) is over", parsedBy(endOfDay))
    .action((email, n, options) => done({ name: "grant", email, credits: n, ...options }));
  program
    .command("take-credits")
    .description("Take credits back that can be spent: all of them or none.")
    .argument("<email>", "", parsedBy(emailSchema))
    .argument("<n>", "how many", parsedBy(credits.min(1)))
    .requiredOption("--reason <text>", "shown in the account's statement", parsedBy(reason))
    .action((email, n, options) => done({ name: "take-credits", email, credits: n, ...options }));
  program
    .command("create-key")
    .description("Make an API key, printed this once.")
    .argument("<email>", "", parsedBy(emailSchema))
    .requiredOption("--name <name>", "", parsedBy(keyNameSchema))
    .option("--test", "a test key: its results are watermarked and cost nothing", false)
    .option("--expires-days <n>", "it expires in so many days; never if left out", parsedBy(keyDays))
    .option("--budget <n>", "credits that it may spend in a month", parsedBy(credits.min(1).max(maxMonthlyBudget)))
    .option("--scope <list>", `what it may be used for, of ${keyScopes.join(",")}; all if left out`, parsedBy(scopes))
    .action((email, { name, ...options }) => done({ name: "create-key", email, keyName: name, ...options }));
  program
    .command("revoke-key")
    .description("Refuse a key from its next request on.")
    .argument("<key-id>", "", parsedBy(keyId))
    .action((id) => done({ name: "revoke-key", keyId: id }));
  program
    .command("device-link")
    .description("A link, good for 15 minutes: its browser can sign in (with the password) while strangers guess.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "device-link", email }));
  program
    .command("reset-link")
    .description("A link, good for an hour and once: whoever opens it chooses a new password for the account.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "reset-link", email }));
  program
    .command("reset-second-factor")
    .description("Take the second factor off an account whose owner lost it and its recovery codes; a mail tells them.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "reset-second-factor", email }));
  program
    .command("set-password")
    .description("Replace a lost password by a random one, printed this once, and sign the account out everywhere.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "set-password", email }));
  addLockCommands(program, done);
  program
    .command("list-users")
    .description("Everybody, with their credits.")
    .action(() => done({ name: "list-users" }));
  program
    .command("make-operator")
    .description("Let an account run the studio, at /admin.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "make-operator", email }));
  program
    .command("remove-operator")
    .description("Make an operator's account a customer's again; never the last one's.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "remove-operator", email }));
}

function addSettingsCommands(program: Program, done: Done): void {
  program
    .command("settings")
    .description("The settings that change while the studio runs, where each comes from, and what is wrong with any.")
    .action(() => done({ name: "settings" }));
  program
    .command("set")
    .description("Change one, written as in .env. Every process has it within seconds.")
    .argument("<name>", "", parsedBy(settingName))
    .argument("<value>")
    .action((setting, value) => done({ name: "set", setting, value }));
  program
    .command("unset")
    .description("Give one its default again.")
    .argument("<name>", "", parsedBy(settingName))
    .action((setting) => done({ name: "unset", setting }));
  program
    .command("maintenance")
    .description("Refuse new photos and say why on every page, or take them again.")
    .argument("<on|off>", "", parsedBy(onOff))
    .option("--message <text>", "what people read")
    .option("--until <time>", "when it is expected to be over, such as 2027-01-31T18:00:00Z")
    .action((state, options) => done({ name: "maintenance", on: state === "on", ...options }));
}

function addLockCommands(program: Program, done: Done): void {
  program
    .command("end-sessions")
    .description("Sign an account out everywhere.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "end-sessions", email }));
  program
    .command("suspend")
    .description("Keep an account from signing in and from calling the API. Its photos that wait are canceled.")
    .argument("<email>", "", parsedBy(emailSchema))
    .requiredOption("--reason <text>", "its owner reads it", parsedBy(reason))
    .action((email, options) => done({ name: "suspend", email, ...options }));
  program
    .command("unsuspend")
    .description("Let a suspended account in again.")
    .argument("<email>", "", parsedBy(emailSchema))
    .action((email) => done({ name: "unsuspend", email }));
}

function addStudioCommands(program: Program, done: Done): void {
  program
    .command("reconcile-stripe")
    .description("Read from Stripe what happened, and apply what no webhook reported.")
    .option("--days <n>", "how far back", parsedBy(days), 7)
    .action((options) => done({ name: "reconcile-stripe", ...options }));
  program
    .command("check-ledger")
    .description("Recompute every balance; exit 1 and the offending rows if a rule is broken.")
    .action(() => done({ name: "check-ledger" }));
  program
    .command("instances")
    .description("The processes of this studio that run, with their roles.")
    .action(() => done({ name: "instances" }));
  program
    .command("adopt-secrets")
    .description("Go on with secrets that were changed on purpose. Stop every instance first.")
    .action(() => done({ name: "adopt-secrets" }));
  program
    .command("backup")
    .description("Write database and generated secrets to one new file, as secret as they are. The studio may run.")
    .argument("<file>", "a .tar.gz that is not there yet")
    .option("--with-files", "photos and outputs too", false)
    .action((file, options) => done({ name: "backup", file, ...options }));
  program
    .command("restore")
    .description("Restore a backup into an empty DATA_DIR (and an empty DATABASE_URL, if set). Stop the studio.")
    .argument("<file>")
    .action((file) => done({ name: "restore", file }));
  program
    .command("move-storage")
    .description(
      "Copy photos and outputs into the bucket of S3_BUCKET or back; run it again to go on. The studio may run.",
    )
    .requiredOption("--to <s3|disk>", "", parsedBy(place))
    .option("--dry-run", "only say what would be copied", false)
    .option("--delete-source", "delete each file where it was, once its copy is known to be the same", false)
    .action((options) => done({ name: "move-storage", ...options }));
  program
    .command("verify-receipt")
    .description("Whether this studio signed the receipt; exit 1 and why if not.")
    .argument("<file>")
    .option("--keys <file-or-url>", "a JSON Web Key Set to check against instead")
    .action((file, options) => done({ name: "verify-receipt", file, ...options }));
}
