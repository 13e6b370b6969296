import { z } from "zod";
import type { FormProblems } from "@/components/ui/forms/use-schema-form";
import { isOwnName, ownNameProblem } from "@/lib/contract/own-name";
import { emailSchema, type SignUpRequest, signUpSchema } from "@/lib/contract/requests";

export type Credentials = SignUpRequest;
/** What to say next to each field; `form` is for what belongs to none of them. */
export type CredentialProblems = FormProblems<Credentials>;

const email = z
  .string()
  .trim()
  .refine((text) => emailSchema.safeParse(text).success, "Enter an email address like you@example.org");

/** For signing in: whether there is anything worth sending. Today's password rules may be stricter than an old account's. */
export const signInSchema = z.object({ email, password: z.string().min(1, "Enter your password") });

/** For a new account: the same rules the server applies. `consent` is the version to agree to, null where there is none. */
export const newAccountSchema = (consent: string | null) =>
  z
    .object({
      email,
      password: signUpSchema.shape.password,
      consent:
        consent === null ? z.undefined().optional() : z.literal(consent, "Please check this box to create an account"),
    })
    .refine((credentials) => !isOwnName(credentials.password, credentials.email.toLowerCase()), {
      path: ["password"],
      error: ownNameProblem,
    });
