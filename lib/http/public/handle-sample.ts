import "server-only";
import { createReadStream } from "node:fs";
import { type SampleName, sampleNames } from "../../contract/answers";
import { AppError } from "../../errors/app-error";
import { countAttempt } from "../route/check-rate";
import type { RequestContext } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { remoteAddress } from "../studio/request-origin";

/**
 * POST /api/samples/{name}: the sample in color, for everybody and for nothing, from the real engine.
 * @throws {AppError} not_found for another name, rate_limited, not_configured, and what the provider rejects with
 */
export async function handleColorSample(context: RequestContext): Promise<Response> {
  const { studio, request } = context;
  const name = readName(context, []);
  const explain = (limit: number) => `The limit is ${limit} sample photos a minute from one address.`;
  await countAttempt(studio.limits.samples, remoteAddress(request.headers), explain);
  const { version } = await studio.samples.color(name);
  return Response.json({ outputUrl: `/api/samples/${name}/output?v=${version}` });
}

/** GET /api/samples/{name}/output. @throws {AppError} not_found for one that has not been colored */
export async function handleSampleOutput(context: RequestContext): Promise<Response> {
  const name = readName(context, ["output"]);
  const found = await context.studio.samples.find(name);
  if (!found) throw new AppError("not_found", { detail: "This sample has not been colored yet." });
  const headers = {
    "Content-Type": "image/jpeg",
    "Content-Disposition": `inline; filename="${name}-color.jpg"`,
    "Cache-Control": "public, max-age=86400",
    [bodyBytesHeader]: String(found.bytes),
  };
  if (context.request.method === "HEAD") return new Response(null, { headers });
  return streamResponse(createReadStream(found.path), { headers, signal: context.request.signal });
}

/** The sample that the address names, when `rest` is what follows the name. The file's ending may be there or not. */
function readName({ params, request }: RequestContext, rest: string[]): SampleName {
  const [given, ...others] = [params.path ?? []].flat();
  const name = sampleNames.find((each) => given === each || given === `${each}.jpg`);
  if (name && others.join("/") === rest.join("/")) return name;
  throw new AppError("not_found", { detail: `There is nothing at ${request.nextUrl.pathname}.` });
}
