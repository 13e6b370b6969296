import { emailSchema, passwordSchema, type SignUpRequest, signUpSchema } from "@/lib/contract/requests";

export type Credentials = SignUpRequest;
/** What to say next to each field; `form` is for what belongs to none of them. */
export type CredentialErrors = Partial<Record<keyof Credentials | "form", string>>;

const badEmail = "Enter an e-mail address like you@example.org";

/** For signing in: whether there is anything worth sending. An old account's password is not measured by today's rules. */
export function checkSignIn({ email, password }: Credentials): CredentialErrors | null {
  const errors: CredentialErrors = {};
  if (!emailSchema.safeParse(email).success) errors.email = badEmail;
  if (!password) errors.password = "Enter your password";
  return Object.keys(errors).length ? errors : null;
}

/** For a new account: the same rules the server applies. */
export function checkSignUp(credentials: Credentials): CredentialErrors | null {
  if (signUpSchema.safeParse(credentials).success) return null;
  const errors: CredentialErrors = {};
  if (!emailSchema.safeParse(credentials.email).success) errors.email = badEmail;
  const password = passwordSchema.safeParse(credentials.password);
  if (!password.success) errors.password = password.error.issues[0]?.message ?? "Choose another password";
  return errors;
}
