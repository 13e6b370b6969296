import type { RemoteModel } from "../../../../../env/remote-model";
import type { ColorGraph } from "../manifest-schema";
import type { GraphSession } from "../run-graph";
import { describeRemote, type ModelMetadata, metadataSchema } from "./describe-remote";
import { exchange, refuseStatus, unusable } from "./exchange";
import { headerLength, readInferAnswer, writeInferRequest } from "./infer-messages";

const metadataBytes = 256 * 1024;
const metadataMs = 5_000;
/** JSON spells a float32 with up to 24 characters. An answer has at most three numbers per pixel of the input. */
const bytesPerNumber = 32;

export const addressOf = ({ server, name, version }: RemoteModel): string =>
  `${server}/models/${name}${version ? `/versions/${version}` : ""}`;

/** A model's metadata, and its version where there is only one that it can be. */
export type RemoteDescription = { metadata: ModelMetadata; version: string | null };

/** @throws {AppError} as `exchange` and `refuseStatus`; not_configured when the server has no such model */
export async function readRemote(remote: RemoteModel): Promise<RemoteDescription> {
  const answer = await exchange({ url: addressOf(remote), maxBytes: metadataBytes, timeoutMs: metadataMs });
  // Some servers answer 400 for a name that they do not know.
  refuseStatus(answer, (status) => status === 404 || status === 400);
  const metadata = parseMetadata(answer.body);
  const [only, ...others] = metadata.versions ?? [];
  const version = remote.version ?? (others.length === 0 && only && /^[\w.-]{1,40}$/.test(only) ? only : null);
  return { metadata, version };
}

function parseMetadata(body: Buffer): ModelMetadata {
  try {
    return metadataSchema.parse(JSON.parse(body.toString("utf8")));
  } catch (cause) {
    throw unusable(cause);
  }
}

/** The model as a session that runs there, and the graph that its metadata shows. @throws {AppError} not_configured */
export const openRemote = (
  remote: RemoteModel,
  metadata: ModelMetadata,
): { session: GraphSession; graph: ColorGraph } => ({
  session: openRemoteSession(remote),
  graph: describeRemote(metadata),
});

/** Each run is one request. */
function openRemoteSession(remote: RemoteModel): GraphSession {
  return {
    isRemote: true,
    async run(feeds, names) {
      const numbers = Object.values(feeds).reduce((sum, { data }) => sum + data.length, 0);
      const maxBytes = metadataBytes + numbers * 3 * bytesPerNumber;
      const answer = await exchange({
        url: `${addressOf(remote)}/infer`,
        ...writeInferRequest(feeds, names),
        maxBytes,
      });
      refuseStatus(answer, (status) => status === 404);
      const jsonBytes = answer.headers[headerLength];
      return readInferAnswer(answer.body, jsonBytes === undefined ? null : Number(jsonBytes), names);
    },
  };
}
