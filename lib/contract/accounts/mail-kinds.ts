import { z } from "zod";

type Kind = {
  /** How the settings of notifications call it. */
  label: string;
  /** Always sent: it is how somebody notices that an account is being taken, or gets it back. */
  isAboutSafety: boolean;
};

/** Every kind of mail. Names are kept in rows. */
export const mailKinds = {
  confirm_email: { label: "Confirm your email address", isAboutSafety: true },
  sign_in_link: { label: "Links to sign in", isAboutSafety: true },
  reset_password: { label: "Links to reset the password", isAboutSafety: true },
  password_changed: { label: "Password changed", isAboutSafety: true },
  change_email: { label: "Confirm a new email address", isAboutSafety: true },
  email_changed: { label: "Email address changed", isAboutSafety: true },
  new_device: { label: "Sign-in from a new device", isAboutSafety: true },
  second_factor: { label: "Second factor switched on or off", isAboutSafety: true },
  sign_in_connected: { label: "Sign-ins connected and disconnected", isAboutSafety: true },
  key_created: { label: "API key created", isAboutSafety: true },
  key_revoked: { label: "API key revoked", isAboutSafety: true },
  account_suspended: { label: "Account suspended", isAboutSafety: true },
  delete_requested: { label: "Account will be deleted", isAboutSafety: true },
  account_deleted: { label: "Account deleted", isAboutSafety: true },
  export_ready: { label: "Export of your data ready", isAboutSafety: true },
  receipt: { label: "Receipts of purchases", isAboutSafety: false },
  low_credits: { label: "Credits run low", isAboutSafety: false },
  webhook_switched_off: { label: "Webhook switched off", isAboutSafety: false },
  test: { label: "Test mail", isAboutSafety: true },
} as const satisfies Record<string, Kind>;
export type MailKind = keyof typeof mailKinds;

/** Those that a person may switch off. */
export const optionalMailKinds = (Object.keys(mailKinds) as MailKind[]).filter(
  (kind) => !mailKinds[kind].isAboutSafety,
);
export const optionalMailKindSchema = z.enum(optionalMailKinds as [MailKind, ...MailKind[]]);
