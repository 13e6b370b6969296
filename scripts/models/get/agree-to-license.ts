import { createInterface } from "node:readline/promises";
import type { CatalogueEntry } from "../../../lib/operator/upkeep/catalogue/read-catalogue";
import { CommandError } from "../../command-line";

export type Consent = {
  /** `--yes`: agreed without being asked. */
  yes: boolean;
  /** `--accept-non-commercial`: the parts for non-commercial use are used so. */
  nonCommercial: boolean;
  /** Asks a person; null where nobody can be asked. */
  ask: ((question: string) => Promise<boolean>) | null;
};

/**
 * Says what a file is and whose, and goes on only when somebody agrees.
 * @throws {CommandError} nobody did; nothing was downloaded
 */
export async function agreeToLicense(
  entry: CatalogueEntry,
  consent: Consent,
  say: (line: string) => void,
): Promise<void> {
  say(`${entry.name}: ${entry.what}.`);
  say(`License: ${entry.license}.`);
  say(`SHA-256 ${entry.sha256}: ${entry.confirmedBy}.`);
  say(
    `From: ${entry.addresses.map((address) => new URL(address).host).join(", ")}. Its makers answer for it; this studio does not.`,
  );
  if (entry.nonCommercial !== null) {
    say(entry.nonCommercial);
    if (!consent.nonCommercial) {
      throw new CommandError("If you use it so, add --accept-non-commercial. Nothing was downloaded.");
    }
  }
  if (consent.yes) return;
  if (!consent.ask) throw new CommandError("Nobody is here to ask: add --yes to agree. Nothing was downloaded.");
  if (!(await consent.ask("Do you agree to this license, and is it to be fetched? [y/N] "))) {
    throw new CommandError("Nothing was downloaded.");
  }
}

/** Asks whoever sits at the terminal; null where nobody does. */
export function openTerminal(): Consent["ask"] {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  return async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await lines.question(question).finally(() => lines.close());
    return /^y(es)?$/i.test(answer.trim());
  };
}
