import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { anyBody } from "../lib/http/route/body-limits";
import { bodyBytesHeader } from "../lib/http/route/file-response";
import { isDraining } from "../lib/lifecycle/stop-hooks";
import { type BodyBounds, boundBody } from "./requests/bound-body";
import { checkRequest, removeMalformedParts, resolveDotSegments, takeAbsoluteForm } from "./requests/check-request";
import { refuseRequest } from "./requests/refuse-request";
import { createSecurityHeaders, type SecurityOptions } from "./security-headers";
import type { FileAnswerer } from "./static/compressed-files";

type Options = {
  trustProxy: boolean;
  /** For a request whose body nobody bounds otherwise: an upload that its handler doesn't read. */
  requestTimeoutMs: number;
  body?: BodyBounds;
  /** Answers requests for files that Next need not see. */
  answerFile?: FileAnswerer;
} & SecurityOptions;
type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An unread rest of an upload of at most this size is read to its end; of a larger one not a byte more. */
const drainBytes = 1024 * 1024;
/** How long the far side gets to read an answer that came before its upload ended. */
const lingerMs = 2_000;

/**
 * The HTTP server around Next's handler: makes the forwarded headers trustworthy, answers before an upload has ended
 * without reading the rest, bounds every body, and refuses what Next would answer with 500. What is not HTTP at all gets
 * Node's own answer, a bare 4xx.
 */
export function createHttpServer(
  handle: Handler,
  { trustProxy, requestTimeoutMs, body = anyBody, answerFile, ...security }: Options,
): Server {
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: 20_000,
    // Longer than proxies keep an idle connection (mostly 60 s): they must be the ones who close it, or a request meets the close.
    keepAliveTimeout: 75_000,
    // How often Node looks for what has timed out; by default every 30 s, which is added to each timeout.
    connectionsCheckingInterval: 5_000,
  });
  const setSecurityHeaders = createSecurityHeaders(security);
  server.on("request", (request, response) => {
    takeAbsoluteForm(request);
    resolveDotSegments(request);
    setSecurityHeaders(request, response);
    setForwardedHeaders(request, trustProxy);
    closeAfterEarlyAnswer(request, response);
    const checked = checkRequest(request);
    if (checked) return refuseRequest(response, checked.fault, checked.allow && { Allow: checked.allow.join(", ") });
    removeMalformedParts(request);
    boundBody(request, response, body);
    if (answerFile?.(request, response)) return;
    handle(request, response).catch(() => response.destroy());
  });
  return server;
}

/**
 * Everything behind this reads the x-forwarded headers as facts. Without a trusted proxy they are overwritten with what
 * the socket says; with one, its own entry, the last, is taken. What came is kept beside them: metrics are for nobody who is
 * behind a proxy.
 */
function setForwardedHeaders({ headers, socket }: IncomingMessage, trustProxy: boolean): void {
  const last = (value: string | string[] | undefined) => value?.toString().split(",").at(-1)?.trim();
  const given = (name: string) => (trustProxy ? last(headers[name]) : undefined);
  const came = headers["x-forwarded-for"]?.toString();
  if (came === undefined) delete headers["x-original-forwarded-for"];
  else headers["x-original-forwarded-for"] = came;
  headers["x-forwarded-for"] = given("x-forwarded-for") ?? socket.remoteAddress ?? "unknown";
  headers["x-forwarded-host"] = given("x-forwarded-host") ?? headers.host ?? "localhost";
  // next-auth and Next make addresses of it, whatever it is.
  headers["x-forwarded-proto"] = given("x-forwarded-proto") === "https" ? "https" : "http";
}

/**
 * An answer given while the body is still coming (wrong key, too large) must reach the caller, and a large rest must not be
 * read. Node would either read on to the end or cut the connection at once, which makes many clients lose the answer. So:
 * say that the connection ends, send the answer, end our half, and cut when the far side has had time to read it.
 */
function closeAfterEarlyAnswer(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const announced = Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY);
  const readBefore = socket.bytesRead;
  const rest = () => announced - (socket.bytesRead - readBefore);
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    if (!request.complete || isDraining()) response.shouldKeepAlive = false;
    restoreContentLength(response);
    return writeHead(...args);
  };
  lingerIfCut(request);
  response.once("finish", () => {
    if (!request.complete && rest() > drainBytes) request.pause();
  });
}

/** The newest request of each connection. */
const newest = new WeakMap<Socket, IncomingMessage>();

/** Once for each connection: a wrapper for each request would call the one before, until the stack is full. */
function lingerIfCut(request: IncomingMessage): void {
  const { socket } = request;
  const isWrapped = newest.has(socket);
  newest.set(socket, request);
  if (isWrapped) return;
  const destroySoon = socket.destroySoon.bind(socket);
  socket.destroySoon = () => (newest.get(socket)?.complete ? destroySoon() : linger(socket));
}

/** Next drops Content-Length from every handler's answer; without it a download shows no progress and a cut is not noticed. */
function restoreContentLength(response: ServerResponse): void {
  const bytes = response.getHeader(bodyBytesHeader);
  if (bytes === undefined) return;
  response.removeHeader(bodyBytesHeader);
  response.setHeader("Content-Length", bytes);
}

function linger(socket: Socket): void {
  socket.end();
  const cut = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(cut));
}
