import { readFile } from "node:fs/promises";
import { Agent, request as httpRequest } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

export type Answer = { status: number; body: string };
export type Target = { url: string; headers?: Record<string, string>; body?: Buffer };

/** Sends a request over a kept connection and reads the answer to its end. With a body it is a POST. */
export function call({ url, headers = {}, body }: Target): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body ? { "Content-Length": String(body.length) } : {};
    const options = { method: body ? "POST" : "GET", agent, headers: { ...headers, ...length } };
    const request = httpRequest(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString("latin1") }),
      );
    });
    request.once("error", reject);
    request.end(body);
  });
}

/** Milliseconds of one call. @throws {Error} when the answer has another status */
export async function time(target: Target, status = 200): Promise<number> {
  const start = performance.now();
  const answer = await call(target);
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.body}`);
  return performance.now() - start;
}

/** Answers a second, 16 at a time, over three seconds. */
export async function measureRate(target: Target): Promise<number> {
  const until = performance.now() + 3_000;
  let done = 0;
  const loop = async () => {
    for (; performance.now() < until; done++) await call(target);
  };
  await Promise.all(Array.from({ length: 16 }, loop));
  return done / 3;
}

/** A colorize call with the file as its photo. */
export async function colorizeCall(url: string, apiKey: string, file: string): Promise<Target> {
  const head =
    '--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), await readFile(file), Buffer.from("\r\n--x--\r\n")]);
  const headers = { "X-Api-Key": apiKey, "Content-Type": "multipart/form-data; boundary=x" };
  return { url: `${url}/api/v1/colorize`, headers, body };
}

/** How many statements the studio has sent to its database, by name. A transaction's BEGIN and COMMIT count as one each. */
export async function countStatements(url: string): Promise<Map<string, number>> {
  const { body } = await call({ url: `${url}/metrics` });
  const counts = [...body.matchAll(/database_seconds_count\{[^}]*operation="(\w+)"[^}]*\} (\d+)/g)];
  return new Map(counts.map(([, name = "", count]) => [name, Number(count)]));
}

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
