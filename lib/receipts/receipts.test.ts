import { CompactSign, decodeProtectedHeader } from "jose";
import { beforeAll, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { openJob } from "../../prisma/factories/open-job";
import { settleAsFailed, settleAsSucceeded } from "../../prisma/factories/settle-job";
import { receiptKeysSchema, type SignedReceipt, signedReceiptSchema } from "../contract/v1/receipts";
import { setUpSharedDatabase } from "../testing/set-up";
import { createReceipt } from "./create-receipt";
import { makeReceiptKey, readReceiptKeys } from "./receipt-key";
import { ReceiptError, verifyReceipt } from "./verify-receipt";

const issuer = { origin: "https://studio.example.org", secret: "a secret of this studio, for its receipts" };
const foreign = "a secret of another studio, for its receipts";

const fresh = setUpSharedDatabase();
let userId: string;
let jobId: string;
let signed: SignedReceipt;
beforeAll(async () => {
  userId = (await createUserWithCredits(fresh.db, 10)).id;
  jobId = await openJob(fresh.db, userId, { priceCredits: 2, cleanScratches: true });
  await settleAsSucceeded(fresh.db, jobId, 2);
  signed = await receiptOf(jobId);
});

async function receiptOf(id: string): Promise<SignedReceipt> {
  return createReceipt(fresh.db, await fresh.db.job.findUniqueOrThrow({ where: { id } }), issuer);
}

test("it says what was done and what it cost, with the ledger's lines, and verifies with the published keys", async () => {
  expect(signedReceiptSchema.parse(signed)).toEqual(signed);
  expect(signed.receipt).toMatchObject({ jobId, accountId: userId, status: "succeeded", creditsCharged: 2 });
  expect(signed.receipt.order).toMatchObject({ model: "tiny", cleanScratches: true, outputFormat: "png" });
  expect(signed.receipt.output).toEqual({ sha256: "1".repeat(64), bytes: 99, format: "png" });
  expect(signed.receipt.ledger.map(({ kind, credits }) => [kind, credits])).toEqual([
    ["hold", -2],
    ["capture", 0],
  ]);
  const keys = receiptKeysSchema.parse(await readReceiptKeys(issuer.secret));
  expect(decodeProtectedHeader(signed.jws)).toEqual({ alg: "EdDSA", kid: keys.keys[0]?.kid });
  expect(await verifyReceipt(JSON.parse(JSON.stringify(signed)), keys)).toEqual(signed.receipt);
});

test("the same job gives the same receipt to the byte, also once its files are deleted", async () => {
  await fresh.db.job.update({ where: { id: jobId }, data: { outputKey: null, inputKey: null } });
  expect(JSON.stringify(await receiptOf(jobId))).toBe(JSON.stringify(signed));
});

test("a failed job's receipt has no output and gave everything back; a running job has none", async () => {
  const failed = await openJob(fresh.db, userId, { priceCredits: 3 });
  await expect(receiptOf(failed)).rejects.toMatchObject({ code: "job_not_finished" });
  await settleAsFailed(fresh.db, failed);
  const { receipt } = await receiptOf(failed);
  expect(receipt).toMatchObject({ status: "failed", output: null, model: null, creditsCharged: 0 });
  expect(receipt.ledger.reduce((sum, line) => sum + line.credits, 0)).toBe(0);
});

/** The readable half and the signed half, changed together or apart, and what is said of it. */
const forgeries: Record<string, [change: (real: SignedReceipt) => Promise<unknown> | unknown, why: RegExp]> = {
  "a changed number": [
    ({ receipt, jws }) => ({ receipt: { ...receipt, creditsCharged: 1 }, jws }),
    /altered: its readable part differs/,
  ],
  "a byte of the signature": [
    ({ receipt, jws }) => ({ receipt, jws: swapAt(jws, jws.lastIndexOf(".") + 10) }),
    /altered: its signature does not match/,
  ],
  "a byte of the signed half": [
    ({ receipt, jws }) => ({ receipt, jws: swapAt(jws, jws.indexOf(".") + 40) }),
    /altered: its signature does not match/,
  ],
  "another studio's key": [({ receipt }) => forge(receipt, foreign), /not in this key set/],
  "another studio's key under this one's name": [
    async ({ receipt }) => forge(receipt, foreign, (await makeReceiptKey(issuer.secret)).publicJwk.kid),
    /altered: its signature does not match/,
  ],
  "a key that nobody has": [({ receipt }) => forge(receipt, issuer.secret, "no-such-kid"), /not in this key set/],
  "no signature at all": [
    ({ receipt }) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      return { receipt, jws: `${part({ alg: "none" })}.${part(receipt)}.` };
    },
    /cannot be read|altered/,
  ],
  "another job's signature": [
    async ({ receipt }) => ({ receipt, jws: (await forge({ ...receipt, jobId: "job_x" }, issuer.secret)).jws }),
    /altered: its readable part differs/,
  ],
  "a field too many": [
    ({ receipt, jws }) => ({ receipt: { ...receipt, note: "paid" }, jws }),
    /This is not a receipt: receipt/,
  ],
  "a problem instead of a receipt": [() => ({ title: "Not found" }), /This is not a receipt/],
  "no object": [() => "hello", /This is not a receipt/],
};

test.each(Object.entries(forgeries))("%s is refused, with why", async (_, [change, why]) => {
  const refusal = verifyReceipt(await change(signed), await readReceiptKeys(issuer.secret));
  await expect(refusal).rejects.toThrow(ReceiptError);
  await expect(refusal).rejects.toThrow(why);
});

test.each([[{ keys: "none" }], ["text"], [null], [{}]])("%j is refused as a key set", async (keys) => {
  await expect(verifyReceipt(signed, keys)).rejects.toThrow("not a JSON Web Key Set");
});

function swapAt(text: string, index: number): string {
  return text.slice(0, index) + (text[index] === "A" ? "B" : "A") + text.slice(index + 1);
}

async function forge(receipt: object, secret: string, kid?: string) {
  const { privateKey, publicJwk } = await makeReceiptKey(secret);
  const payload = new TextEncoder().encode(JSON.stringify(receipt));
  const header = { alg: "EdDSA", kid: kid ?? publicJwk.kid };
  return { receipt, jws: await new CompactSign(payload).setProtectedHeader(header).sign(privateKey) };
}
