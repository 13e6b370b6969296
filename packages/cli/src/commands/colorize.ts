import type { PixomaxClient } from "../../../client/src/pixomax-client";
import { type CommandNamed, readOrder } from "../command-line/read-command";
import { type ExitCode, exitCodes } from "../exit-codes";
import { explainError } from "../explain-error";
import { connectStudio } from "../login/connect-studio";
import { findLogin } from "../login/find-login";
import { colorizeFile } from "../photos/colorize-file";
import { findPhotos } from "../photos/find-photos";
import { type Plan, planOutputs } from "../photos/plan-outputs";
import { quotePhotos } from "../photos/quote-photos";
import { runPool } from "../photos/run-pool";
import { getConsent } from "../screen/get-consent";
import { listenForInterrupt } from "../screen/listen-for-interrupt";
import { createReport, type Report } from "../screen/report";
import { count, say } from "../screen/say";

/** Finds the photos, tells what they cost, sends them. Nothing is sent before the person could say no. */
export async function colorize(command: CommandNamed<"colorize">): Promise<ExitCode> {
  const client = connectStudio(await findLogin());
  const found = await findPhotos(command.arguments);
  if (found.results > 0) say(`${count(found.results, "file")} named like results left out.`);
  const plan = await planOutputs(found, command);
  const { photos, skipped, begun } = plan;
  if (photos.length > 0) {
    const credits = await quotePhotos(client, readOrder(command), { photos: photos.length, begun });
    await getConsent(credits, command.yes);
  }
  const report = createReport({ json: command.json, total: photos.length + found.missing.length });
  for (const input of found.missing) report.fail(input, { code: "not_found", message: "There is no such photo." });
  for (const { shown } of skipped) report.skip(shown);
  return sendAll(client, plan, command, report);
}

async function sendAll(client: PixomaxClient, plan: Plan, command: CommandNamed<"colorize">, report: Report) {
  const interrupt = listenForInterrupt();
  const { stopping, dropping } = interrupt;
  const sender = { client, order: readOrder(command), interrupt };
  let stopped: ExitCode | null = null;
  await runPool(plan.photos, { most: command.concurrency, stopping: stopping.signal }, async (photo) => {
    try {
      report.done(photo.shown, await colorizeFile(photo, sender));
    } catch (error) {
      if (dropping.aborted) return;
      const trouble = explainError(error);
      report.fail(photo.shown.input, trouble);
      if (trouble.exitCode === null) return;
      // The next photo would meet the same.
      stopped = trouble.exitCode;
      stopping.abort();
    }
  });
  const isAnswering = plan.photos.length > 0 && stopped === null && !dropping.aborted;
  const account = isAnswering ? await client.getAccount().catch(() => null) : null;
  report.summarize(account?.credits.available ?? null);
  if (interrupt.asked()) return exitCodes.interrupted;
  return stopped ?? (report.failures() > 0 ? exitCodes.someFailed : exitCodes.done);
}
