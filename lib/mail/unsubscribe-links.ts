import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { type MailKind, mailKinds, optionalMailKinds } from "../contract/accounts/mail-kinds";
import { AppError } from "../errors/app-error";

/** Whose mails of which kind a link stops. */
export type Unsubscribe = { userId: string; kind: MailKind };

const sign = ({ userId, kind }: Unsubscribe, secret: string): string =>
  createHmac("sha256", secret).update(`unsubscribe ${userId} ${kind}`).digest("base64url");

/** Good for ever, for every mail of this kind: whoever has it can stop these mails and do nothing else. */
export const createUnsubscribeToken = (what: Unsubscribe, secret: string): string =>
  `${what.userId}.${what.kind}.${sign(what, secret)}`;

/** @throws {AppError} link_invalid */
export function readUnsubscribeToken(token: string, secret: string): Unsubscribe {
  const [userId = "", kind = "", signature = "", ...rest] = token.split(".");
  const known = optionalMailKinds.find((name) => name === kind);
  if (known && rest.length === 0) {
    const given = Buffer.from(signature);
    const right = Buffer.from(sign({ userId, kind: known }, secret));
    if (given.length === right.length && timingSafeEqual(given, right)) return { userId, kind: known };
  }
  throw new AppError("link_invalid", { detail: "This link is not complete, or not from this studio." });
}

/** What the link stops, as the notifications call it. @throws {AppError} link_invalid */
export const describeUnsubscribe = (token: string, secret: string): string =>
  mailKinds[readUnsubscribeToken(token, secret).kind].label;
