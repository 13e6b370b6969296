import { z } from "zod";
import { optionalMailKindSchema, optionalMailKinds } from "./mail-kinds";

/** PATCH /api/account/notifications: the kinds of mail that the account does not want, all of them. */
export const updateNotificationsSchema = z.strictObject({
  mutedMails: z.array(optionalMailKindSchema).max(optionalMailKinds.length),
});

/** Where the account's mails go and which it does not want. */
export const notificationsSchema = z.object({
  email: z.string(),
  mutedMails: z.array(z.string()),
});
export type Notifications = z.infer<typeof notificationsSchema>;

/** The query of a link that stops mails of one kind. */
export const unsubscribeSchema = z.object({ token: z.string().min(1).max(300) });
