import { z } from "zod";
import { emailSchema } from "../requests";

/** Accounts elsewhere that can sign in here. Names are kept in rows. */
export const providerNames = ["github", "google", "oidc"] as const;
export type ProviderName = (typeof providerNames)[number];
export type SignInWay = "password" | "email" | ProviderName;

/** A way to sign in that this studio offers, and how its button calls it. */
export type OfferedWay = { way: SignInWay; name: string };

/**
 * Why somebody was not signed in, by the name that /sign-in gets in its address. Closed: a name that is not here shows the
 * last one. None says whether an account exists to somebody who has not shown that its address is theirs.
 */
export const signInProblems = {
  account_suspended: "This account is suspended. Ask the person who runs this studio.",
  sign_up_closed: "There is no account here for you yet. Ask the person who runs this studio to create one.",
  email_missing:
    "The other service did not say your email address. Allow it to, or sign in here and connect it on your account page.",
  email_unverified:
    "The other service has not verified your email address, so no account can be opened with it. Verify it there, or sign in " +
    "here and connect it on your account page.",
  email_in_use:
    "There is an account with this email address already. Sign in to it first, then connect the other service on your account page.",
  canceled: "The sign-in was stopped at the other service. Nothing was changed.",
  provider_failed:
    "The other service did not answer as it should, or the sign-in took longer than 15 minutes. Try again, or sign in another way.",
  link_invalid: "This link is not complete, or was sent to an earlier address. Ask for a new one.",
  link_expired: "This link is too old. Ask for a new one.",
  link_used: "This link was used already. Ask for a new one.",
  rate_limited: "Too many attempts. Wait a minute, then try again.",
  sign_in_failed:
    "The email or password is wrong, or there were too many attempts. After several tries wait 15 minutes, or use a browser in " +
    "which you signed in before.",
  unknown: "That did not work. Try again, or sign in another way.",
} as const;
export type SignInProblem = keyof typeof signInProblems;

/** What to say about a problem that an address names. */
export const explainSignInProblem = (name: string): string =>
  signInProblems[Object.hasOwn(signInProblems, name) ? (name as SignInProblem) : "unknown"];

/** What /console/account/security says after a try to connect, by the word that its address gets. */
export const connectOutcomes = {
  connected: "Connected. You can sign in with it from now on.",
  already: "This was connected to your account already.",
  elsewhere: "That account signs in to another account here. Disconnect it there first.",
  failed: "Nothing was connected. Start again, and finish it in this browser within 15 minutes.",
} as const;
export type ConnectOutcome = keyof typeof connectOutcomes;

export const linkTokenSchema = z.string().min(1).max(100);

/** Asks for a link to sign in by mail. `next` is the path of the page to come back to. */
export const emailLinkSchema = z.object({
  email: emailSchema,
  next: z
    .string()
    .max(500)
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/, "must be a path of this studio")
    .default("/workbench"),
});

/** Six digits of an authenticator app, or a recovery code, as people type them. */
export const codeSchema = z.string().trim().min(6, "Enter the code of your authenticator app").max(40);
export const secondFactorCodeSchema = z.object({ code: codeSchema });

/** The password, where the account has one. */
export const startSecondFactorSchema = z.object({ password: z.string().max(200).optional() });

/** Shows that it is really the owner: the password, or a fresh code. */
export const ownerProofSchema = z
  .object({ password: z.string().max(200).optional(), code: z.string().trim().max(40).optional() })
  .refine(({ password, code }) => Boolean(password) || Boolean(code), {
    path: ["code"],
    error: "Enter your password or a code",
  });
export type OwnerProof = z.infer<typeof ownerProofSchema>;

export const secondFactorStateSchema = z.object({
  on: z.boolean(),
  since: z.string().nullable(),
  recoveryCodesLeft: z.number().int(),
  /** False for an account that signs in by other services alone. */
  hasPassword: z.boolean(),
  /** An operator should have one, and is told so. */
  isOperator: z.boolean(),
});
export type SecondFactorState = z.infer<typeof secondFactorStateSchema>;

/** What an authenticator app needs: `uri` is what the QR code holds, `secret` the same to type in. */
export const secondFactorSetupSchema = z.object({ secret: z.string(), uri: z.string() });
export type SecondFactorSetup = z.infer<typeof secondFactorSetupSchema>;

export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

const connectedSignInSchema = z.object({
  id: z.string(),
  provider: z.enum(providerNames),
  name: z.string(),
  email: z.string().nullable(),
  connectedAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** False for one whose service the studio no longer offers. */
  isOffered: z.boolean(),
});
export type ConnectedSignInAnswer = z.infer<typeof connectedSignInSchema>;
export const connectedSignInsSchema = z.object({
  connected: z.array(connectedSignInSchema),
  /** What can be connected. */
  offered: z.array(z.object({ provider: z.enum(providerNames), name: z.string() })),
});
export type ConnectedSignIns = z.infer<typeof connectedSignInsSchema>;

export const connectRequestSchema = z.object({ provider: z.enum(providerNames) });
/** Goes into the form that starts the sign-in at the provider, and makes it a connection. */
export const connectIntentSchema = z.object({ intent: z.string() });
export type ConnectIntent = z.infer<typeof connectIntentSchema>;
