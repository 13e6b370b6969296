import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { decodePath } from "./requests/check-request";

export type SecurityOptions = {
  /** The origin that links of the studio start with, where one is set; https turns on Strict-Transport-Security. */
  publicUrl?: string;
  /** Where links to photos lead to, if not to the studio. */
  storageOrigin?: string;
  /** Next's development server runs code with eval, inserts styles and talks over a WebSocket. */
  dev?: boolean;
  /** At least 128 random bits in base64. */
  createNonce?: () => string;
};

/**
 * How a browser may use what an address answers: a page, a script that may be a worker's first, the workers that color photos in
 * the browser, data that runs nothing, or a file that somebody uploaded.
 */
type Kind = "page" | "script" | "engine" | "data" | "file";

/** A year: the browser then refuses plain http. Subdomains are left to whoever owns the domain. */
const strictTransport = "max-age=31536000";

/**
 * The `<style>` that sonner's script inserts, which takes no nonce: first empty, then with its text. A test compares it
 * with the installed package.
 */
const toastStyleHashes =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

const permissionsPolicy = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/**
 * The one place that sets the headers with which a browser protects what the studio answers. They are written when the
 * head is sent, so they also replace what Next or a handler has set. Next puts the nonce of the request's
 * Content-Security-Policy on every script that it renders, and pages read it from `x-nonce`. The request's address is the
 * one that is served: not in absolute form, and without dot segments.
 */
export function createSecurityHeaders({
  publicUrl,
  storageOrigin,
  dev = false,
  createNonce = newNonce,
}: SecurityOptions) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    // As Next reads it, so that no spelling of an address escapes its policy.
    const path = decodePath(request.url);
    const kind = kindOf(path);
    const nonce = kind === "page" ? createNonce() : "";
    const headers = securityHeaders(path, kind, { nonce, publicUrl, storageOrigin, dev });
    // Overwritten, never kept: a caller must not choose the nonce.
    request.headers["content-security-policy"] = headers["Content-Security-Policy"];
    request.headers["x-nonce"] = nonce;
    delete request.headers["content-security-policy-report-only"];
    const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
    response.writeHead = (...args: unknown[]) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      return writeHead(...args);
    };
  };
}

type Policy = { nonce: string; publicUrl?: string; storageOrigin?: string; dev: boolean };

function securityHeaders(path: string | null, kind: Kind, policy: Policy): Record<string, string> {
  const isForEveryOrigin = kind === "file" || path?.startsWith("/api/v1/");
  return {
    "Content-Security-Policy": writePolicy(kind, policy),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // Links to photos carry their signature in the query.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": permissionsPolicy,
    "Cross-Origin-Opener-Policy": "same-origin",
    // Customers' pages show outputs and call the public API.
    "Cross-Origin-Resource-Policy": isForEveryOrigin ? "cross-origin" : "same-origin",
    ...(policy.publicUrl?.startsWith("https:") ? { "Strict-Transport-Security": strictTransport } : {}),
  };
}

function kindOf(path: string | null): Kind {
  if (path?.startsWith("/files/")) return "file";
  if (path?.startsWith("/_next/static/")) return "script";
  if (path?.startsWith("/on-device/engine/") || path === "/on-device-service-worker.js") return "engine";
  return path === null || path.startsWith("/api/") || path.startsWith("/_next/") ? "data" : "page";
}

function writePolicy(kind: Kind, { nonce, publicUrl = "", storageOrigin = "", dev }: Policy): string {
  // A photo is data; were a browser ever to take it for a page, it could do nothing. The browser's own viewer has styles.
  if (kind === "file") return "default-src 'none'; sandbox; style-src 'unsafe-inline'; frame-ancestors 'none'";
  // A worker's policy is that of its first script, which loads the others.
  if (kind === "script") return "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'";
  // They compile WebAssembly and fetch it, from here alone. No page may, and no other worker.
  if (kind === "engine")
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
  if (kind === "data") return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  // The page may be open under another address than the one that links to photos start with.
  const own = `'self' ${publicUrl}`.trim();
  return [
    "default-src 'none'",
    // What a script with the nonce loads may run; an address alone allows nothing.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // Without it, 'strict-dynamic' would allow workers of every origin.
    "worker-src 'self'",
    `style-src-elem 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}' ${toastStyleHashes}`}`,
    // Sizes that follow from data are style attributes, and those take no nonce.
    "style-src-attr 'unsafe-inline'",
    `img-src ${`${own} ${storageOrigin}`.trim()} blob:`,
    "font-src 'self'",
    `connect-src ${own}${dev ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const newNonce = (): string => randomBytes(16).toString("base64");
