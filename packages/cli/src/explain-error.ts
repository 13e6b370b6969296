import { PixomaxError } from "pixomax-client";
import { type ExitCode, ExitError, exitCodes } from "./exit-codes";

/** `exitCode` is null when the failure concerns one photo alone; otherwise further photos would fail the same way. */
export type Failure = { code: string; message: string; exitCode: ExitCode | null; ignoredFields?: string[] };

const studioClosed = ["unreachable", "not_configured", "provider_disabled", "maintenance", "storage_full"];

/** What to write for the person, and what the program ends with. */
export function explainError(error: unknown): Failure {
  if (error instanceof ExitError) return { code: "stopped", message: error.message, exitCode: error.exitCode };
  if (error instanceof PixomaxError) {
    const { code, detail, fix, ignoredFields } = error;
    return { code, message: `${detail} ${fix}`, exitCode: findExitCode(error), ignoredFields };
  }
  return { code: "failed", message: error instanceof Error ? error.message : String(error), exitCode: null };
}

function findExitCode({ status, code }: PixomaxError): ExitCode | null {
  if (status === 401 || code === "key_scope_denied") return exitCodes.notLoggedIn;
  if (code === "insufficient_credits" || code === "key_budget_exceeded") return exitCodes.notEnoughCredits;
  // A proxy in front of the studio refuses a large photo with a page of its own; the next may be smaller.
  if (code === "unexpected") return status === 413 ? null : exitCodes.unreachable;
  return studioClosed.includes(code) ? exitCodes.unreachable : null;
}
