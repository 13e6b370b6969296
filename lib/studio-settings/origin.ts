import type { Settings } from "../env/settings-schema";

/** Where links of mails lead that no request causes: PUBLIC_URL, else this machine's own address. */
export const studioOrigin = ({ PUBLIC_URL, PORT }: Pick<Settings, "PUBLIC_URL" | "PORT">): string =>
  PUBLIC_URL ?? `http://localhost:${PORT}`;
