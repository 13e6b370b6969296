import type { IncomingMessage, ServerResponse } from "node:http";
import { uploadPaths } from "../../lib/http/route/body-limits";
import { refuseRequest } from "./refuse-request";

export type BodyBounds = { maxBytes: number; seconds: number };

/**
 * Ends a request whose body is longer or slower than any handler's own bound would allow. Handlers answer first, in words; this
 * is for what no handler reads or one reads by another way. Uploads are left to their reader and to the server's own timeout.
 */
export function boundBody(request: IncomingMessage, response: ServerResponse, bounds: BodyBounds): void {
  if (!announcesBody(request) || uploadPaths.includes(request.url?.split("?")[0] ?? "")) return;
  const end = (detail: string) => {
    if (request.complete) return;
    if (response.headersSent) request.destroy();
    else refuseRequest(response, { code: "invalid_request", detail });
  };
  const timer = setTimeout(() => end(`The body took longer than ${bounds.seconds} seconds.`), bounds.seconds * 1000);
  response.once("close", () => clearTimeout(timer));
  limitBytes(request, bounds.maxBytes, () => end(`A body may have ${bounds.maxBytes} bytes here.`));
}

const announcesBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** Counts what the parser hands over. Not by a listener for data: that would start to read what a handler leaves unread. */
function limitBytes(request: IncomingMessage, maxBytes: number, onTooMany: () => void): void {
  const push = request.push.bind(request);
  let bytes = 0;
  request.push = (chunk: Buffer | null, ...rest) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= maxBytes || chunk === null) return push(chunk, ...rest);
    onTooMany();
    return false;
  };
}
