import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TestSmtp } from "../../testing/mail/smtp";
import { MailFailure, type MailTransport } from "./mail-transport";
import { createSmtpTransport } from "./smtp-transport";

const smtp = new TestSmtp();
const opened: MailTransport[] = [];
beforeEach(() => {
  smtp.received = [];
  smtp.refuse = null;
  smtp.fault = null;
});
afterEach(async () => {
  for (const transport of opened.splice(0)) transport.close();
  await smtp.close();
});

const mail = {
  id: "mai_1",
  to: "ada@example.org",
  subject: "Größe & more",
  text: "In words.\n",
  html: "<p>In <b>HTML</b>.</p>",
  unsubscribeUrl: null,
};
const patient = () => new AbortController().signal;

function open(url: string, from = "Pixomax, Inc. <studio@example.org>"): MailTransport {
  const transport = createSmtpTransport({ SMTP_URL: url, MAIL_FROM: from });
  opened.push(transport);
  return transport;
}
/** How the mail fails; undefined when it doesn't. */
async function fail(transport: MailTransport, signal = patient()): Promise<MailFailure | undefined> {
  const error: unknown = await transport.send(mail, signal).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error !== undefined && !(error instanceof MailFailure)) throw error;
  return error;
}

test("a mail arrives with its text, its HTML and the envelope of its one recipient", async () => {
  await smtp.open();
  const unsubscribeUrl = "https://studio.example/api/unsubscribe?token=t";
  await open(smtp.url()).send({ ...mail, unsubscribeUrl }, patient());
  const [got] = smtp.received;
  expect(got).toMatchObject({ from: "studio@example.org", to: ["ada@example.org"] });
  expect(got?.mail).toMatchObject({ subject: mail.subject, text: mail.text, messageId: "<mai_1@example.org>" });
  expect(got?.mail.html).toContain(mail.html);
  expect(got?.mail.from?.value).toEqual([{ name: "Pixomax, Inc.", address: "studio@example.org" }]);
  const lines = got?.mail.headerLines.map(({ line }) => line);
  expect(lines).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
  expect(lines).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(lines).toContain("Auto-Submitted: auto-generated");
});

test("a mail about safety cannot be unsubscribed from", async () => {
  await smtp.open();
  await open(smtp.url()).send(mail, patient());
  expect(smtp.received[0]?.mail.headers.has("list")).toBe(false);
});

test("STARTTLS is used where it is offered, and TLS from the start with smtps", async () => {
  await smtp.open();
  await open(smtp.url()).send(mail, patient());
  await smtp.close();
  await smtp.open({ secure: true });
  await open(smtp.url({ secure: true })).send(mail, patient());
  await smtp.close();
  await smtp.open({ hideSTARTTLS: true });
  await open(smtp.url()).send(mail, patient());
  expect(smtp.received.map(({ secure }) => secure)).toEqual([true, true, false]);
});

test("a server whose certificate nobody vouches for gets nothing, unless the operator says so", async () => {
  await smtp.open();
  const failure = await fail(open(smtp.url().replace("?tls.rejectUnauthorized=false", "")));
  expect(failure).toMatchObject({ isFinal: false });
  expect(smtp.received).toEqual([]);
});

test("user and password are sent; a wrong one is never in what is told, and the mail may go later", async () => {
  await smtp.open({ authOptional: false });
  await open(smtp.url({ auth: smtp.auth })).send(mail, patient());
  expect(smtp.received[0]?.user).toBe("studio");
  const failure = await fail(open(smtp.url({ auth: "somebody:not%20this%20one" })));
  expect(failure).toMatchObject({ isFinal: false });
  expect(failure?.message).toContain("535");
  expect(failure?.message).not.toMatch(/not this one|not%20this|somebody/);
});

test.each([
  { status: 550, at: "recipient", isFinal: true },
  { status: 451, at: "recipient", isFinal: false },
  { status: 554, at: "text", isFinal: true },
  { status: 452, at: "text", isFinal: false },
] as const)("a $status about the $at is final: $isFinal, and the server's words are kept", async (refusal) => {
  await smtp.open();
  smtp.refuse = { ...refusal, says: "No such luck" };
  const failure = await fail(open(smtp.url()));
  expect(failure).toMatchObject({ isFinal: refusal.isFinal });
  expect(failure?.message).toContain(`${refusal.status} No such luck`);
  smtp.refuse = null;
  expect(await fail(open(smtp.url()))).toBeUndefined();
});

test("an address that is two addresses, or has a line of its own, goes to nobody", async () => {
  await smtp.open();
  for (const to of [
    "a@example.org, b@example.org",
    "a@example.org\r\nRCPT TO:<b@example.org>",
    "a@",
    "<a@example.org",
  ]) {
    const transport = open(smtp.url());
    await transport.send({ ...mail, to }, patient()).catch(() => {});
    for (const { to: got } of smtp.received) expect(got, to).not.toContain("b@example.org");
  }
});

test("a server that is down, says nothing or hangs up in the middle is tried again later, not by itself", async () => {
  await smtp.open();
  await smtp.close();
  expect(await fail(open(smtp.url()))).toMatchObject({ isFinal: false });
  await smtp.open();
  smtp.fault = "silent";
  expect(await fail(open(smtp.url({ query: "&greetingTimeout=100" })))).toMatchObject({ isFinal: false });
  smtp.fault = "drops";
  const before = smtp.connections;
  expect(await fail(open(smtp.url({ query: "&ignoreTLS=true" })))).toMatchObject({ isFinal: false });
  expect(smtp.connections).toBe(before + 1);
  expect(smtp.received).toEqual([]);
});

test("an aborted send ends at once", async () => {
  await smtp.open();
  smtp.fault = "silent";
  const end = new AbortController();
  const before = smtp.connections;
  const failure = fail(open(smtp.url()), end.signal);
  await vi.waitFor(() => expect(smtp.connections).toBe(before + 1));
  end.abort();
  expect(await failure).toMatchObject({ isFinal: false });
});

test("a connection that the server has closed meanwhile is replaced", async () => {
  await smtp.open();
  const transport = open(smtp.url());
  await transport.send(mail, patient());
  await smtp.close();
  await smtp.open();
  await transport.send(mail, patient());
  expect(smtp.received).toHaveLength(2);
});
