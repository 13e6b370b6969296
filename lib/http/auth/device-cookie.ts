import "server-only";
import { type NextRequest, NextResponse } from "next/server";
import { type KnownDevice, knownDeviceSeconds, readDevice, signDevice } from "../../accounts/known-device";
import type { Studio } from "../studio/studio";

type Deps = Pick<Studio, "settings" | "clock">;
/** A request, and the headers that its answer will carry. */
export type Exchange = { request: Pick<NextRequest, "headers" | "cookies">; headers: Headers; secure: boolean };

/** A family shares a browser: it is known to the last accounts that signed in with it. */
const maxAccounts = 4;
const separator = "~";

export const deviceCookieName = (secure: boolean) => `${secure ? "__Secure-" : ""}pixomax.known-devices`;

/** The accounts that this request's browser signed in to before, the last one first. */
export async function readKnownDevices(
  deps: Deps,
  { request, secure }: Pick<Exchange, "request" | "secure">,
): Promise<KnownDevice[]> {
  const value = request.cookies.get(deviceCookieName(secure))?.value ?? "";
  const proofs = value.split(separator).slice(0, maxAccounts);
  const devices = await Promise.all(proofs.map((text) => readDevice(text, "known-device", signingOf(deps))));
  return devices.filter((device) => device !== null);
}

/** Makes the browser a known one for the account. It is sent to the addresses of sign-in alone, and never to a script. */
export async function rememberDevice(deps: Deps, device: KnownDevice, exchange: Exchange): Promise<void> {
  const { headers, secure } = exchange;
  const others = (await readKnownDevices(deps, exchange)).filter(({ userId }) => userId !== device.userId);
  const devices = [device, ...others].slice(0, maxAccounts);
  const proofs = await Promise.all(devices.map((each) => signDevice(each, "known-device", signingOf(deps))));
  const { cookies } = new NextResponse();
  cookies.set(deviceCookieName(secure), proofs.join(separator), {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/api/auth",
    maxAge: knownDeviceSeconds,
  });
  headers.append("Set-Cookie", cookies.toString());
}

const signingOf = ({ settings, clock }: Deps) => ({ secret: settings.AUTH_SECRET, now: clock.now() });
