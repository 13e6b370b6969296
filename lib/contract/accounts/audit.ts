import { z } from "zod";
import { momentSchema } from "../requests";

/** Who did something: the account's owner in a browser, one of its keys, an operator, the command line, or the studio by itself. */
export const auditActors = ["owner", "api_key", "operator", "command_line", "studio"] as const;
export type AuditActor = (typeof auditActors)[number];

/** Everything that is written to the audit log, as it reads there. A closed list: names are kept in rows for years. */
export const auditActions = {
  account_created: "Account created",
  consent_given: "Terms agreed to",
  signed_in: "Signed in",
  sign_in_refused: "Sign-in refused",
  signed_out: "Signed out",
  session_ended: "Session ended",
  sessions_ended: "All other sessions ended",
  password_changed: "Password changed",
  reset_link_sent: "Password reset requested",
  reset_link_made: "Reset link made",
  password_reset: "Password reset",
  device_link_made: "Device link made",
  email_confirmed: "Email address confirmed",
  email_change_requested: "Change of the email address requested",
  email_changed: "Email address changed",
  profile_changed: "Profile changed",
  notifications_changed: "Notifications changed",
  second_factor_on: "Second factor switched on",
  second_factor_off: "Second factor switched off",
  recovery_codes_made: "Recovery codes made",
  recovery_code_used: "Recovery code used",
  sign_in_connected: "Sign-in connected",
  sign_in_disconnected: "Sign-in disconnected",
  key_created: "API key created",
  key_changed: "API key changed",
  key_rerolled: "API key replaced",
  key_revoked: "API key revoked",
  webhook_created: "Webhook created",
  webhook_changed: "Webhook changed",
  webhook_deleted: "Webhook deleted",
  webhook_secret_shown: "Webhook secret replaced",
  credits_granted: "Credits granted",
  credits_taken: "Credits taken back",
  checkout_started: "Checkout started",
  purchase_paid: "Purchase paid",
  refund_requested: "Refund requested from Stripe",
  refund_refused: "Refund not made by Stripe",
  purchase_refunded: "Purchase refunded",
  purchase_disputed: "Purchase disputed",
  export_requested: "Export requested",
  export_downloaded: "Export downloaded",
  delete_requested: "Deletion of the account requested",
  delete_canceled: "Deletion of the account canceled",
  account_deleted: "Account deleted",
  account_suspended: "Account suspended",
  account_restored: "Account no longer suspended",
  role_changed: "Role changed",
  job_canceled: "Job canceled by an operator",
  job_opened: "Shared photo opened by an operator",
  event_replayed: "Payment event replayed",
  reconcile_begun: "Comparison of payments with Stripe begun",
  payments_reconciled: "Payments compared with Stripe",
  delivery_replayed: "Webhook delivery replayed",
  setting_changed: "Setting changed",
  ledger_checked: "Ledger checked",
  backup_begun: "Backup begun",
  backup_made: "Backup made",
  backup_failed: "Backup failed",
  backup_downloaded: "Backup downloaded",
  backup_deleted: "Backup deleted",
  backup_kept: "Backup could not be deleted",
  mail_read: "Mail read in the studio's mailbox",
  mail_retried: "Mail sent again",
} as const;
export type AuditAction = keyof typeof auditActions;
export const auditActionSchema = z.enum(Object.keys(auditActions) as [AuditAction, ...AuditAction[]]);

/** One entry as the account's owner and operators see it. */
const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  actor: z.enum(auditActors),
  actorId: z.string().nullable(),
  /** The account that it concerns; null for the studio. */
  userId: z.string().nullable(),
  /** Of that account, for operators and as long as it exists. */
  email: z.string().nullable(),
  target: z.string().nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  addressRange: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type AuditEntryAnswer = z.infer<typeof auditEntrySchema>;
/** Newest first; `nextCursor` is null on the last page. */
export const auditPageSchema = z.object({ entries: z.array(auditEntrySchema), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof auditPageSchema>;

/** The query of an account's own activity. */
export const listActivitySchema = z.object({
  action: auditActionSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
/** The query of the whole log, for operators. */
export const listAuditSchema = listActivitySchema.extend({
  /** An account's id or email address. */
  account: z.string().trim().max(320).optional(),
  actor: z.enum(auditActors).optional(),
  /** Inclusive. */
  from: momentSchema.optional(),
  /** Exclusive. */
  to: momentSchema.optional(),
});
/** How an action reads; the name itself for one of another version. */
export function describeAction(action: string): string {
  const words: Record<string, string> = auditActions;
  return words[action] ?? action;
}
