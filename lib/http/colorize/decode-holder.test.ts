import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { createUserWithCredits } from "../../../prisma/factories/create-user-with-credits";
import { defaultOrder } from "../../contract/order";
import { setUpDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import type { Caller } from "../auth/callers";
import { decodeHolderOf } from "./decode-holder";

const database = setUpDatabase();
const opened = setUpStudio(database);

const dear = { ...defaultOrder, cleanScratches: true };
test.each([
  ["an account without credits waits behind those that pay", 0, "live", defaultOrder, true],
  ["one that cannot pay for the add-on does too", 1, "live", dear, true],
  ["one that can pay does not", 2, "live", dear, false],
  ["a test key waits, whatever its account has", 9, "test", defaultOrder, true],
] as const)("%s", async (_, credits, mode, order, isTest) => {
  const { id: userId } = await createUserWithCredits(database.db, credits);
  const caller: Caller = { userId, apiKeyId: null, source: "api", role: "customer", mode };
  const request = new NextRequest("http://studio.test/", { headers: { "x-forwarded-for": "127.0.0.1" } });
  const holder = await decodeHolderOf({ studio: opened.studio, caller, request }, order);
  expect(holder).toEqual({ account: userId, isTest });
});

test("a public address adds its network, by which the places of one person's many accounts are counted", async () => {
  const { id: userId } = await createUserWithCredits(database.db, 1);
  const caller: Caller = { userId, apiKeyId: null, source: "api", role: "customer", mode: "live" };
  const request = new NextRequest("http://studio.test/", { headers: { "x-forwarded-for": "8.8.4.4" } });
  const holder = await decodeHolderOf({ studio: opened.studio, caller, request }, defaultOrder);
  expect(holder).toMatchObject({ range: "8.8.4.0/24" });
});
