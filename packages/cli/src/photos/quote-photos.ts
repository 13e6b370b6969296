import type { Order, PixomaxClient } from "pixomax-client";
import { maxQuotedPhotos } from "../api-limits";
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
  { model, cleanScratches, faceRemaster }: Order,
  { photos, started }: { photos: number; started: number },
): Promise<number> {
  if (photos > maxQuotedPhotos) {
    throw new ExitError(`${photos} photos: at most ${maxQuotedPhotos} at a time.`, exitCodes.wrongUsage);
  }
  const addOns = { clean_scratches: cleanScratches, face_remaster: faceRemaster };
  const [{ key }, quote] = await Promise.all([client.getAccount(), client.quote({ model, ...addOns, photos })]);
  if (key.mode === "test") {
    writeMessage(`${formatCount(photos, "photo")} with a test key: free, and stamped.`);
    return 0;
  }
  const { total, available } = quote;
  const paid = started > 0 ? ` (${started} of them may be paid for already)` : "";
  writeMessage(`${formatCount(photos, "photo")}, ${formatCount(total, "credit")}, ${available} available${paid}.`);
  const needed = (total / photos) * (photos - started);
  if (available < needed) throw new ExitError("Not enough credits. Nothing was sent.", exitCodes.notEnoughCredits);
  return total;
}
