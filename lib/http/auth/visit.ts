import "server-only";
import { createDeviceId, type KnownDevice } from "../../accounts/known-device";
import type { Visit } from "../../accounts/sign-in/start-session";
import { mailDeps } from "../../mail/queue-mail";
import { remoteRange, requestOrigin } from "../studio/request-origin";
import type { Studio } from "../studio/studio";
import { type Exchange, readKnownDevices, rememberDevice } from "./device-cookie";

/** Where a request comes from, as sessions, mails and the audit log have it. */
export function readVisit({ settings, clock }: Pick<Studio, "settings" | "clock">, headers: Headers) {
  return {
    userAgent: headers.get("user-agent"),
    addressRange: remoteRange(headers),
    mail: { ...mailDeps(settings), origin: requestOrigin(headers) },
    now: clock.now(),
  } satisfies Omit<Visit, "isKnownDevice">;
}

/** The visit, and which accounts its browser signed in to before. */
export async function readDeviceVisit(studio: Pick<Studio, "settings" | "clock">, exchange: Exchange) {
  const devices = await readKnownDevices(studio, exchange);
  const isKnownDevice = (userId: string) => devices.some((device) => device.userId === userId);
  return { ...readVisit(studio, exchange.request.headers), devices, isKnownDevice };
}

/** Makes the browser a known one of an account that it is in now, with every factor shown. */
export async function keepDevice(
  studio: Pick<Studio, "settings" | "clock">,
  userId: string,
  devices: KnownDevice[],
  exchange: Exchange,
): Promise<void> {
  const known = devices.find((device) => device.userId === userId);
  await rememberDevice(studio, known ?? { userId, deviceId: createDeviceId() }, exchange);
}
