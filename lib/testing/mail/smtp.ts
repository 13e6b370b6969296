import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What came in: the envelope, the mail as its reader sees it, and how it was sent. */
export type ReceivedMail = { from: string; to: string[]; secure: boolean; user: string | null; mail: ParsedMail };

type Refusal = { status: number; says: string };

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
const login = { user: "studio", password: "p@ss word" };

/** A real SMTP server on a port of its own, which behaves as a test says. */
export class TestSmtp {
  received: ReceivedMail[] = [];
  /** How often somebody has connected. */
  connections = 0;
  /** What the next mails get instead of being taken: refused at RCPT TO or after DATA. */
  refuse: (Refusal & { at: "recipient" | "text" }) | null = null;
  /** Sends no greeting, or hangs up in the middle of a mail. */
  fault: "silent" | "drops" | null = null;

  #port = 0;
  #server: SMTPServer | undefined;
  #front: Server | undefined;
  readonly #sockets = new Set<Socket>();

  /** @param options smtp-server's: `secure`, `hideSTARTTLS`, `authOptional: false` … */
  async open(options: SMTPServerOptions = {}): Promise<this> {
    const smtp = new SMTPServer({
      authOptional: true,
      logger: false,
      onAuth: ({ username, password }, _, done) => {
        const isRight = username === login.user && password === login.password;
        done(isRight ? null : new Error(`Wrong password ${password}`), isRight ? { user: username } : undefined);
      },
      onRcptTo: (_, __, done) => done(this.#refusalAt("recipient")),
      onData: (stream, { envelope, secure, user = null }, done) => {
        simpleParser(stream).then((mail) => {
          const refusal = this.#refusalAt("text");
          const from = envelope.mailFrom ? envelope.mailFrom.address : "";
          const to = envelope.rcptTo.map(({ address }) => address);
          if (!refusal) this.received.push({ from, to, secure, user, mail });
          done(refusal);
        }, done);
      },
      ...options,
    });
    smtp.on("error", () => {}); // a client that leaves
    smtp.listen(0, "127.0.0.1");
    await once(smtp.server, "listening");
    this.#server = smtp;
    const front = createServer((socket) => this.#connect(socket, smtp));
    front.listen(this.#port, "127.0.0.1");
    await once(front, "listening");
    this.#front = front;
    this.#port = portOf(front);
    return this;
  }

  /** For SMTP_URL. `query` are nodemailer's options. */
  url({ secure = false, auth = "", query = "" } = {}): string {
    return `${secure ? "smtps" : "smtp"}://${auth && `${auth}@`}127.0.0.1:${this.#port}/?tls.rejectUnauthorized=false${query}`;
  }

  /** The right user and password, as they stand in an address. */
  readonly auth = `${login.user}:${encodeURIComponent(login.password)}`;

  /** As if it were switched off. `open` starts it again at the same port. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const front = this.#front;
    if (front?.listening) await new Promise((resolve) => front.close(resolve));
    const smtp = this.#server;
    if (smtp?.server.listening) await new Promise<void>((resolve) => smtp.close(resolve));
  }

  #connect(socket: Socket, smtp: SMTPServer): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on("error", () => {}).on("close", () => this.#sockets.delete(socket));
    if (this.fault === "silent") return;
    const { fault } = this;
    const behind = connect(portOf(smtp.server), "127.0.0.1");
    behind.on("error", () => {}).on("close", () => socket.destroy());
    socket.on("close", () => behind.destroy());
    behind.pipe(socket);
    socket.on("data", (chunk) => {
      // The text of a mail is the first thing with these two lines.
      if (fault === "drops" && chunk.includes("MIME-Version:")) socket.destroy();
      else behind.write(chunk);
    });
  }

  #refusalAt(at: "recipient" | "text"): Error | null {
    if (this.refuse?.at !== at) return null;
    const { status, says } = this.refuse;
    return Object.assign(new Error(says), { responseCode: status });
  }
}
