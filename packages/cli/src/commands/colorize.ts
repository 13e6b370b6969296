import pLimit from "p-limit";
import type { PixomaxClient } from "pixomax-client";
import { type ColorizeCommand, readOrder } from "../command-line/define-program";
import { type ExitCode, exitCodes } from "../exit-codes";
import { explainError } from "../explain-error";
import { connectStudio, findLogin } from "../login/find-login";
import { colorizeFile } from "../photos/colorize-file";
import { findPhotos } from "../photos/find-photos";
import { type Plan, type PlannedPhoto, planOutputs } from "../photos/plan-outputs";
import { quotePhotos } from "../photos/quote-photos";
import { confirmSpending } from "../screen/confirm-spending";
import { formatCount, writeMessage } from "../screen/messages";
import { createReport, type Report } from "../screen/report";
import { watchInterrupts } from "../screen/watch-interrupts";

/** Finds the photos, writes what they cost, sends them. Nothing is sent before the person could refuse. */
export async function colorize(command: ColorizeCommand): Promise<ExitCode> {
  const client = connectStudio(await findLogin());
  const found = await findPhotos(command.photos);
  if (found.results > 0) writeMessage(`${formatCount(found.results, "file")} named like results left out.`);
  const plan = await planOutputs(found, command);
  const { photos, skipped, started } = plan;
  if (photos.length > 0) {
    const credits = await quotePhotos(client, readOrder(command), { photos: photos.length, started });
    await confirmSpending(credits, command.yes);
  }
  const report = createReport({ json: command.json, total: photos.length + found.missing.length });
  for (const input of found.missing) report.fail(input, { code: "not_found", message: "There is no such photo." });
  for (const { shown } of skipped) report.skip(shown);
  return sendAll(client, plan, command, report);
}

async function sendAll(client: PixomaxClient, plan: Plan, command: ColorizeCommand, report: Report): Promise<ExitCode> {
  const interrupts = watchInterrupts();
  const { stop, drop } = interrupts;
  const sender = { client, order: readOrder(command), interrupts };
  let stoppedWith: ExitCode | null = null;
  const send = async (photo: PlannedPhoto) => {
    if (stop.signal.aborted) return;
    try {
      report.done(photo.shown, await colorizeFile(photo, sender));
    } catch (error) {
      if (drop.aborted) return;
      const failure = explainError(error);
      report.fail(photo.shown.input, failure);
      if (failure.exitCode === null) return;
      stoppedWith = failure.exitCode;
      stop.abort();
    }
  };
  await pLimit(command.concurrency).map(plan.photos, send);
  const isAnswering = plan.photos.length > 0 && stoppedWith === null && !drop.aborted;
  const account = isAnswering ? await client.getAccount().catch(() => null) : null;
  report.summarize(account?.credits.available ?? null);
  if (interrupts.received()) return exitCodes.interrupted;
  return stoppedWith ?? (report.failures() > 0 ? exitCodes.someFailed : exitCodes.done);
}
