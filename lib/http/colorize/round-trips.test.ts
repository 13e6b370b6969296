import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { POST } from "../../../app/api/v1/colorize/route";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { headers as names } from "../../contract/headers";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { poolOf } from "../../db/client";
import { samplePhoto } from "../../testing/colorize-flow";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, createKeyHeaders } from "../../testing/studio";

const database = setUpDatabase();
setUpStudio(database);

/** How often a connection was taken while `work` ran: once for each round trip that is not part of a longer transaction. */
async function countRoundTrips<T>(work: () => Promise<T>): Promise<{ result: T; trips: number }> {
  let trips = 0;
  const count = () => {
    trips += 1;
  };
  poolOf(database.db)?.on("acquire", count);
  const result = await work();
  poolOf(database.db)?.off("acquire", count);
  return { result, trips };
}

test("a photo asks the database three times before its answer: for the key, to hold and to capture", async () => {
  const { id: userId } = await createUserWithCredits(database.db, 5);
  const { headers } = await createKeyHeaders(userId);
  const photo = await readFile(samplePhoto);
  const send = () => {
    const body = new FormData();
    body.set("image", new Blob([new Uint8Array(photo)]), "a.jpg");
    return callRoute(POST, { method: "POST", path: "/api/v1/colorize", headers, body });
  };
  // The first call also reads how much the account stores, and writes when the key was last used.
  await send();
  const { result, trips } = await countRoundTrips(send);
  expect(trips).toBe(3);
  expect(result.status).toBe(200);
  expect(result.headers.get(names.creditsRemaining)).toBe("3");
  expect(await readBalance(database.db, userId)).toMatchObject({ available: 3, held: 0 });
  expect(await checkLedger(database.db)).toEqual([]);
});
