import "server-only";
import { z } from "zod";
import type { ProviderIdentity } from "../../accounts/sign-in/sign-in-with-provider";
import type { ProviderName } from "../../contract/accounts/sign-in";
import { emailSchema } from "../../contract/requests";

const maxSubjectLength = 255;
const claimsSchema = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1).max(maxSubjectLength),
  email: z.unknown().optional(),
  email_verified: z.unknown().optional(),
});
const githubSchema = z.object({
  id: z.union([z.number().int(), z.string().min(1)]),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
});

/**
 * Who a service says that somebody is. An address counts as verified only where it says exactly so: `true`, as the standard has
 * it, no text and no silence.
 * @throws {ZodError} for an answer without an id
 */
export function readIdentity(provider: ProviderName, profile: unknown): ProviderIdentity {
  if (provider === "github") {
    const { id, emails } = githubSchema.parse(profile);
    const primary = emails.find((each) => each.primary);
    const known = { email: readEmail(primary?.email), isEmailVerified: primary?.verified === true };
    return { provider, issuer: "", subject: String(id), ...known };
  }
  const claims = claimsSchema.parse(profile);
  const isEmailVerified = claims.email_verified === true;
  // Google has one issuer under two spellings.
  const issuer = provider === "google" ? "" : claims.iss;
  return { provider, issuer, subject: claims.sub, email: readEmail(claims.email), isEmailVerified };
}

const readEmail = (email: unknown): string | null => emailSchema.safeParse(email).data ?? null;
