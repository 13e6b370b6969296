import { buffer } from "node:stream/consumers";
import { type CommandNamed, readOrder, wrongUsage } from "../command-line/read-command";
import { type ExitCode, exitCodes } from "../exit-codes";
import { connectStudio } from "../login/connect-studio";
import { findLogin } from "../login/find-login";
import { fetchPicture } from "../photos/fetch-picture";
import { quotePhotos } from "../photos/quote-photos";
import { sendPhoto } from "../photos/send-photo";
import { listenForInterrupt } from "../screen/listen-for-interrupt";
import { count, say } from "../screen/say";

/** One photo from standard input to standard output; all messages on standard error. */
export async function colorizeStdin(command: CommandNamed<"colorize">): Promise<ExitCode> {
  const { arguments: inputs, out, json } = command;
  if (inputs.length > 1 || out !== undefined || json) {
    throw wrongUsage("colorize", "- (standard input) goes with no other file, --out or --json.");
  }
  if (process.stdin.isTTY) throw wrongUsage("colorize", "No photo on standard input.");
  if (process.stdout.isTTY) throw wrongUsage("colorize", "The picture would fill the terminal: add > coloured.png");
  const client = connectStudio(await findLogin());
  const order = readOrder(command);
  const bytes = Buffer.from(await buffer(process.stdin));
  await quotePhotos(client, order, { photos: 1, begun: 0 });
  const interrupt = listenForInterrupt();
  try {
    const answer = await sendPhoto(client, { bytes, filename: "stdin", order }, interrupt);
    const picture = await fetchPicture(answer.outputUrl, interrupt.dropping);
    await new Promise<void>((resolve) => process.stdout.write(picture, () => resolve()));
    say(`${count(answer.creditsCharged ?? 0, "credit")} charged, ${answer.creditsRemaining} left.`);
  } catch (error) {
    if (!interrupt.asked()) throw error;
  }
  return interrupt.asked() ? exitCodes.interrupted : exitCodes.done;
}
