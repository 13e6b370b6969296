import fc from "fast-check";
import { z } from "zod";
import type { Endpoint } from "../../http/route/endpoint";
import { hostileTexts } from "./hostile-texts";

/** What a caller sends to a route. `params` are decoded, as Next hands them over. */
export type HostileRequest = {
  params: Record<string, string | string[]>;
  query: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
};

const known = {
  query: ["n", "download", "e", "k", "s", "lang", "callbackUrl", "error", "__proto__"],
  fields: ["image", "model", "clean_scratches", "face_remaster", "output_format", "strength", "metadata", "__proto__"],
  headers: [
    ...["accept", "prefer", "idempotency-key", "x-client-ref", "x-app-key", "origin", "sec-fetch-site", "user-agent"],
    ...["host", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-for", "range", "if-none-match", "authorization"],
    ...["content-type", "content-encoding", "content-length", "stripe-signature", "x-api-key", "cookie"],
  ],
};

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const headerText = text.map((value) => value.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").trim());
const encode = (value: string) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd"));

const deep = fc.constantFrom(...["[", '{"a":', '{"name":[', '[{"type":'].map((open) => open.repeat(6_000)));
const jsonValue = fc.oneof(text, fc.jsonValue(), fc.constantFrom({}, [], [null], 1e308, -1, 0.5, null, true));
const keysOf = (schema: unknown) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

const jsonObject = (pairs: [string, unknown][]) =>
  `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;

/** A JSON text: the good one with some of its fields replaced, any value, or no JSON at all. */
function jsonText(schema: unknown, good: object): fc.Arbitrary<string> {
  const own = keysOf(schema);
  const keys = fc.oneof(
    { weight: own.length, arbitrary: fc.constantFrom(...own, "") },
    { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "") },
  );
  const object = fc
    .array(fc.tuple(keys, jsonValue), { minLength: 1, maxLength: 2 })
    .map((pairs) => jsonObject([...Object.entries(good), ...pairs]));
  const broken = fc.constantFrom("", "{", "null", "\ufeff{}", '{"a":1,}', "\0", `"${"a".repeat(70_000)}"`);
  return fc.oneof({ weight: 5, arbitrary: object }, fc.json(), broken, deep);
}

/** A form of the order's fields, with a photo or something else for one, whole or cut off. */
function multipart(photo: Buffer): fc.Arbitrary<Buffer> {
  const name = fc.oneof(fc.constantFrom(...known.fields), text);
  const fileName = fc.oneof(
    text.map((value) => `filename="${value.replaceAll('"', '\\"')}"`),
    text.map((value) => `filename*=UTF-8''${encode(value)}`),
    fc.constantFrom("filename*=UTF-8''%ED%A0%80", "filename", 'filename="'),
  );
  const content = fc.oneof(
    fc.constant(photo),
    text.map((value) => Buffer.from(value)),
  );
  const part = fc
    .tuple(name, fc.option(fileName), content)
    .map(([field, file, bytes]) => [
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="${field}"${file ? `; ${file}` : ""}\r\n\r\n`),
      bytes,
      Buffer.from("\r\n"),
    ]);
  const image = fileName.map((file) => [
    Buffer.from(`--b\r\nContent-Disposition: form-data; name="image"; ${file}\r\n\r\n`),
    photo,
    Buffer.from("\r\n"),
  ]);
  return fc
    .tuple(fc.option(image), fc.array(part, { maxLength: 4 }), fc.constantFrom("--b--\r\n", "--b--", "--b", ""))
    .map(([first, rest, end]) => Buffer.concat([...(first ?? []), ...rest.flat(), Buffer.from(end)]));
}

const formText = fc
  .array(fc.tuple(fc.constantFrom("csrfToken", "email", "password", "callbackUrl", "json", "__proto__"), text))
  .map((pairs) => pairs.map(([key, value]) => `${key}=${encode(value)}`).join("&"));

type Body = { body: Buffer | undefined; type: string | undefined };

function bodies({ body: schema }: Endpoint, { body, photo }: Good): fc.Arbitrary<Body> {
  const json = jsonText(schema, body).map((value) => ({ body: Buffer.from(value), type: "application/json" }));
  const form = formText.map((value) => ({ body: Buffer.from(value), type: "application/x-www-form-urlencoded" }));
  const parts = multipart(photo).map((bytes) => ({ body: bytes, type: "multipart/form-data; boundary=b" }));
  const any = fc.uint8Array({ maxLength: 100 }).map((bytes) => ({ body: Buffer.from(bytes), type: undefined }));
  const none = fc.constant({ body: undefined, type: undefined });
  if (schema === "order") return fc.oneof({ weight: 4, arbitrary: parts }, json, any, none);
  if (schema === "credentials") return fc.oneof({ weight: 2, arbitrary: form }, json, any, none);
  return fc.oneof({ weight: 4, arbitrary: json }, form, parts, any, none);
}

/** Parameters that exist, as `good` has them, or anything. */
function paramsFor(address: string, good: Record<string, string>): fc.Arbitrary<HostileRequest["params"]> {
  const many = /\[\.\.\.(\w+)\]/.exec(address)?.[1];
  if (many) {
    const part = fc.oneof(
      text,
      fc.constantFrom("callback", "credentials", "csrf", "session", "signin", "signout", "_log"),
    );
    return fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => ({ [many]: parts }));
  }
  return fc.record(
    Object.fromEntries(Object.entries(good).map(([name, id]) => [name, fc.oneof(fc.constant(id), text)])),
  );
}

/** What the route would accept, to be spoiled in one place at a time. */
export type Good = { params: Record<string, string>; body: object; photo: Buffer };
type About = { address: string; endpoint: Endpoint; good: Good };

/** Requests that are good but for one value of the route's own: each parameter, query value and JSON field with each text. */
export function spoilEach({ address, endpoint, good }: About): HostileRequest[] {
  const whole = JSON.stringify(good.body);
  const make = (changed: Partial<HostileRequest>, body = whole): HostileRequest => ({
    params: good.params,
    query: "",
    headers: { "content-type": "application/json" },
    body: Buffer.from(body),
    ...changed,
  });
  const many = /\[\.\.\.(\w+)\]/.exec(address)?.[1];
  return hostileTexts.flatMap((value) => [
    ...(many ? [make({ params: { [many]: [value] } })] : []),
    ...Object.keys(good.params).map((name) => make({ params: { ...good.params, [name]: value } })),
    ...keysOf(endpoint.query).map((name) => make({ query: `${name}=${encode(value)}` })),
    ...keysOf(endpoint.body).map((name) => make({}, jsonObject([...Object.entries(good.body), [name, value]]))),
  ]);
}

/** How much of its own a request to this endpoint has that can be wrong. */
export const countInputs = ({ query, params, body }: Endpoint): number =>
  keysOf(query).length + keysOf(params).length + (body === undefined ? 0 : Math.max(3, keysOf(body).length));

/** Requests for one method of a route, most of them wrong in one of its parts and right in the others. */
export function hostileRequests({ address, endpoint, good }: About): fc.Arbitrary<HostileRequest> {
  const own = keysOf(endpoint.query);
  const name = fc.oneof(
    { weight: 3 * own.length, arbitrary: fc.constantFrom(...own, "") },
    { weight: 2, arbitrary: fc.constantFrom(...known.query) },
    { weight: 1, arbitrary: text },
  );
  const value = fc.oneof(text.map(encode), fc.constantFrom("%00", "%ED%A0%80", "%E0%A4%A", "%ff", "a&a=b"));
  const query = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 3 });
  const headers = fc.dictionary(fc.constantFrom(...known.headers), headerText, { maxKeys: 3 });
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
    fc.oneof({ weight: 1, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
  return fc
    .tuple(paramsFor(address, good.params), rarely(query, []), rarely(headers, {}), bodies(endpoint, good))
    .map(([params, pairs, extra, { body, type }]) => ({
      params,
      query: pairs.map(([key, encoded]) => `${encode(key)}=${encoded}`).join("&"),
      headers: { ...(type ? { "content-type": type } : {}), ...extra },
      body,
    }));
}
