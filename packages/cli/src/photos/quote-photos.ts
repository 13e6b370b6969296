import type { Order, PixomaxClient } from "pixomax-client";
import { type addOns, maxQuotedPhotos } from "../api-limits";
import { ExitError, exitCodes } from "../exit-codes";
import { formatCount, writeMessage } from "../screen/messages";

/**
 * Writes what the photos cost at most and how many credits there are. Those `started` by an earlier run may be paid for
 * already, so the credits for them may be missing. A quote names what a live key pays.
 * @returns credits that may be spent
 * @throws {ExitError} not enough credits
 */
export async function quotePhotos(
  client: PixomaxClient,
  order: Order,
  { photos, started }: { photos: number; started: number },
): Promise<number> {
  if (photos > maxQuotedPhotos) {
    throw new ExitError(`${photos} photos: at most ${maxQuotedPhotos} at a time.`, exitCodes.wrongUsage);
  }
  const modeOf = (addOn: (typeof addOns)[number]): boolean | "auto" =>
    order.autoAddOns.includes(addOn) ? "auto" : order[addOn];
  const asked = { clean_scratches: modeOf("cleanScratches"), face_remaster: modeOf("faceRemaster") };
  const [{ key }, quote] = await Promise.all([
    client.getAccount(),
    client.quote({ model: order.model, ...asked, photos }),
  ]);
  if (key.mode === "test") {
    writeMessage(`${formatCount(photos, "photo")} with a test key: free, and stamped.`);
    return 0;
  }
  const { total, least, available } = quote;
  const price = least < total ? `${least} to ${formatCount(total, "credit")}` : formatCount(total, "credit");
  const paid = started > 0 ? ` (${started} of them may be paid for already)` : "";
  writeMessage(`${formatCount(photos, "photo")}, ${price}, ${available} available${paid}.`);
  const needed = (total / photos) * (photos - started);
  if (available < needed) throw new ExitError("Not enough credits. Nothing was sent.", exitCodes.notEnoughCredits);
  return total;
}
