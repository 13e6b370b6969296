import { buffer } from "node:stream/consumers";
import { type ColorizeCommand, readOrder } from "../command-line/define-program";
import { type ExitCode, exitCodes, wrongUsage } from "../exit-codes";
import { connectStudio, findLogin } from "../login/find-login";
import { fetchPicture } from "../photos/fetch-picture";
import { quotePhotos } from "../photos/quote-photos";
import { sendPhoto } from "../photos/send-photo";
import { describeIgnored, formatCount, writeMessage } from "../screen/messages";
import { watchInterrupts } from "../screen/watch-interrupts";

/** One photo from standard input to standard output; all messages on standard error. */
export async function colorizeStdin(command: ColorizeCommand): Promise<ExitCode> {
  refuseConflicts(command);
  const client = connectStudio(await findLogin());
  const order = readOrder(command);
  const bytes = Buffer.from(await buffer(process.stdin));
  await quotePhotos(client, order, { photos: 1, started: 0 });
  const interrupts = watchInterrupts();
  try {
    const answer = await sendPhoto(client, { bytes, filename: "stdin", order }, interrupts);
    const picture = await fetchPicture(answer.outputUrl, interrupts.drop);
    await new Promise<void>((resolve) => process.stdout.write(picture, () => resolve()));
    const ignored = describeIgnored(answer.ignoredFields);
    if (ignored) writeMessage(ignored);
    writeMessage(`${formatCount(answer.creditsCharged ?? 0, "credit")} charged, ${answer.creditsRemaining} left.`);
  } catch (error) {
    if (!interrupts.received()) throw error;
  }
  return interrupts.received() ? exitCodes.interrupted : exitCodes.done;
}

function refuseConflicts({ photos, out, json }: ColorizeCommand): void {
  if (photos.length > 1 || out !== undefined || json) {
    throw wrongUsage("colorize", "- (standard input) goes with no other file, --out or --json.");
  }
  if (process.stdin.isTTY) throw wrongUsage("colorize", "No photo on standard input.");
  if (process.stdout.isTTY) throw wrongUsage("colorize", "The picture would fill the terminal: add > colored.png");
}
