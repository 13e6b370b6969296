import type { Settings } from "./settings-schema";

/** next-auth reads the environment itself; this is the one place that writes what it looks for. */
export function setNextAuthEnvironment({ PUBLIC_URL }: Settings): void {
  if (PUBLIC_URL) process.env.NEXTAUTH_URL = PUBLIC_URL;
  // Without it next-auth would assume localhost:3000; our server has already made the forwarded host trustworthy.
  else process.env.AUTH_TRUST_HOST = "true";
}
