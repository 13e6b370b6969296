import type { Order } from "../../../../lib/contract/order";
import type { PixomaxClient } from "../../../client/src/pixomax-client";
import { ExitError, exitCodes } from "../exit-codes";
import { count, say } from "../screen/say";

/** What the API answers a price for at once. */
const mostPhotos = 100_000;

/**
 * Tells what the photos cost at most and what there is. Those `begun` by an earlier run may be paid for already, so the
 * credits for them may be missing. A quote names what a live key pays.
 * @returns credits that may be spent
 * @throws {ExitError} not enough credits
 */
export async function quotePhotos(
  client: PixomaxClient,
  { model, cleanScratches, faceRemaster }: Order,
  { photos, begun }: { photos: number; begun: number },
): Promise<number> {
  if (photos > mostPhotos) {
    throw new ExitError(`${photos} photos: at most ${mostPhotos} at a time.`, exitCodes.wrongUsage);
  }
  const addOns = { clean_scratches: cleanScratches, face_remaster: faceRemaster };
  const [{ key }, quote] = await Promise.all([client.getAccount(), client.quote({ model, ...addOns, photos })]);
  if (key.mode === "test") {
    say(`${count(photos, "photo")} with a test key: free, and stamped.`);
    return 0;
  }
  const { total, available } = quote;
  const paid = begun > 0 ? ` (${begun} of them may be paid for already)` : "";
  say(`${count(photos, "photo")}, ${count(total, "credit")}, ${available} available${paid}.`);
  const needed = (total / photos) * (photos - begun);
  if (available < needed) throw new ExitError("Not enough credits. Nothing was sent.", exitCodes.notEnoughCredits);
  return total;
}
