import "server-only";
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { randomBase62 } from "../db/public-id";

/** A browser that signed in to an account before: its guesses are counted apart from those of strangers. */
export type KnownDevice = { userId: string; deviceId: string };

/** `known-device` is what the browser keeps; `device-link` makes the browser that opens it a known one. */
const lifetimes = { "known-device": 365 * 24 * 3600, "device-link": 15 * 60 } as const;
export type DeviceProof = keyof typeof lifetimes;
export const knownDeviceSeconds = lifetimes["known-device"];

const claimsSchema = z.object({ sub: z.string(), jti: z.string() });
type Signing = { secret: string; now: Date };

export const createDeviceId = (): string => randomBase62(22);

/** The proof as text, signed (HS256) and good for its lifetime. It says nothing about the password. */
export function signDevice(device: KnownDevice, proof: DeviceProof, { secret, now }: Signing): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(device.userId)
    .setJti(device.deviceId)
    .setAudience(proof)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimes[proof])
    .sign(keyOf(secret));
}

/** The device that a proof is for; null for one that is forged, over, or of the other kind. */
export async function readDevice(
  text: string,
  proof: DeviceProof,
  { secret, now }: Signing,
): Promise<KnownDevice | null> {
  const verified = await jwtVerify(text, keyOf(secret), {
    audience: proof,
    algorithms: ["HS256"],
    currentDate: now,
  }).catch(() => null);
  const claims = claimsSchema.safeParse(verified?.payload);
  return claims.success ? { userId: claims.data.sub, deviceId: claims.data.jti } : null;
}

const keyOf = (secret: string) => new TextEncoder().encode(secret);
