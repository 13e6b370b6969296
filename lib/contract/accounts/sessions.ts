import { z } from "zod";

/** A browser that is signed in, as its owner sees it. Times are RFC 3339. */
export const sessionSchema = z.object({
  id: z.string(),
  /** Browser and system, in words. */
  device: z.string(),
  /** The network it signed in from, never the address itself. */
  addressRange: z.string().nullable(),
  /** password, email, github, google or oidc */
  signedInWith: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type SessionAnswer = z.output<typeof sessionSchema>;
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });
export const sessionsEndedSchema = z.object({ ended: z.int() });
