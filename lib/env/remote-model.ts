/**
 * A color model on a server that speaks the Open Inference Protocol, version 2. `server` is the address up to and with `/v2`;
 * without a version the server chooses one.
 */
export type RemoteModel = { server: string; name: string; version: string | null };

// Without a user, a query or an empty part. The name ends in a header and in receipts, so it has no spaces.
const form =
  /^oip:(https?:\/\/[\w.:[\]-]+(?:\/[\w.~-]+)*?\/v2)\/models\/(\w[\w.-]{0,99})(?:\/versions\/(\w[\w.-]{0,39}))?$/;

/** A setting's `oip:http://gpu:8000/v2/models/ddcolor`, with or without `/versions/3`; null where it is anything else. */
export function readRemoteModel(text: string | undefined): RemoteModel | null {
  const [, server, name, version] = text?.match(form) ?? [];
  return server && name && URL.canParse(server) ? { server, name, version: version ?? null } : null;
}
