import "server-only";
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import type { ReceiptKeys } from "../contract/v1/receipts";

type ReceiptKey = { privateKey: KeyObject; publicJwk: ReceiptKeys["keys"][number] };

const seedBytes = 32;
/** The PKCS #8 (DER) header that RFC 8410 puts before the seed of an Ed25519 private key. */
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key pair that signs receipts. It is derived from RECEIPT_SECRET, so the same secret gives the same pair. */
export async function makeReceiptKey(secret: string): Promise<ReceiptKey> {
  const seed = Buffer.from(hkdfSync("sha256", secret, "", "pixomax receipts v1", seedBytes));
  const der = Buffer.concat([pkcs8Start, seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const point = { kty: "OKP", crv: "Ed25519", x } as const;
  return { privateKey, publicJwk: { ...point, kid: await calculateJwkThumbprint(point), use: "sig", alg: "EdDSA" } };
}

/** The public keys that verify this studio's receipts. */
export async function readReceiptKeys(secret: string): Promise<ReceiptKeys> {
  return { keys: [(await makeReceiptKey(secret)).publicJwk] };
}
