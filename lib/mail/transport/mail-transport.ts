/** A mail as it goes out. */
export type OutgoingMail = {
  /** The Message-ID is made of it, so that one that was sent twice can be recognized. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** For List-Unsubscribe; null for mails about safety. */
  unsubscribeUrl: string | null;
};

/** A way for mail to leave the studio. */
export type MailTransport = {
  /**
   * Resolves once the mail is taken over. When `signal` is aborted it rejects; the mail may still arrive.
   * @throws {MailFailure} the mail was not taken
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<void>;
  /** Ends the connections that are open. */
  close(): void;
};

/** A mail was not taken. The message is what was said, for the operator: on one line, without the password. */
export class MailFailure extends Error {
  constructor(
    message: string,
    /** This mail will never be taken; otherwise it may be later. */
    readonly isFinal: boolean,
  ) {
    super(message);
  }
}
