import "server-only";
import { Secret, TOTP } from "otpauth";

const secretBytes = 20;
const periodSeconds = 30;
/** A phone's clock may be half a minute off. */
const windowSteps = 1;
/** How far off a clock is still recognized while the app is set up. */
const clockHours = 14;

/** A secret as authenticator apps take it: base32, 160 bits. */
export const createTimeSecret = (): string => new Secret({ size: secretBytes }).base32;

/** What the QR code holds. `account` is how the app names the entry. */
export const timeSecretUri = (secret: string, account: string): string => totpOf(secret, account).toString();

/** The time step (30 s, counted from 1970) that the code belongs to; null when it is none of now. */
export function readTimeStep(secret: string, code: string, now: Date): number | null {
  return findStep(secret, code, now, windowSteps);
}

/**
 * How many minutes the clock of the app seems to be ahead (negative: behind); null when no near time has this code. For setting
 * up alone, where the secret is on the screen: at sign-in it would tell a stranger when a guess will be right.
 */
export function readClockError(secret: string, code: string, now: Date): number | null {
  const step = findStep(secret, code, now, (clockHours * 3600) / periodSeconds);
  return step === null ? null : Math.round(((step - stepOf(now)) * periodSeconds) / 60);
}

const stepOf = (now: Date) => Math.floor(now.getTime() / 1000 / periodSeconds);

function findStep(secret: string, code: string, now: Date, window: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window });
  return delta === null ? null : stepOf(now) + delta;
}

const totpOf = (secret: string, label = "") =>
  new TOTP({
    issuer: "Pixomax Studio",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: periodSeconds,
    secret: Secret.fromBase32(secret),
  });
