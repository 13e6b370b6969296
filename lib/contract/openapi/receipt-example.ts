import type { SignedReceipt } from "../v1/receipts";
import { jobExample, orderExample } from "./examples";

const { jobId, provider, model, createdAt, startedAt } = jobExample;
const finishedAt = "2026-11-22T12:00:01.900Z";

/** The JWS is shortened; a real one has the same three parts. */
export const receiptExample: SignedReceipt = {
  receipt: {
    version: 1,
    issuer: "https://studio.example.org",
    issuedAt: finishedAt,
    jobId,
    accountId: "usr_8a41f00c2d9b7e63",
    keyId: "key_51c7e2f4a0b9d836",
    mode: "live",
    status: "succeeded",
    input: {
      sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      bytes: 482_113,
      format: "jpeg",
      width: 1500,
      height: 1000,
    },
    output: {
      sha256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
      bytes: 2_310_442,
      format: "png",
    },
    order: orderExample,
    provider,
    model,
    createdAt,
    startedAt,
    finishedAt,
    creditsCharged: 1,
    ledger: [
      { id: "mov_0b7d5c1e9a3f2846", kind: "hold", credits: -1, createdAt },
      { id: "mov_c2e84f6a1d0b9735", kind: "capture", credits: 0, createdAt: finishedAt },
    ],
  },
  jws: "eyJhbGciOiJFZERTQSIsImtpZCI6Ii4uLiJ9.eyJ2ZXJzaW9uIjoxfQ.c2lnbmF0dXJl",
};
