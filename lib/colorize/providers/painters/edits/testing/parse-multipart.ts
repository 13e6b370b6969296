/** A part of a form, as it came. */
export type Part = { name: string; filename: string | null; type: string | null; bytes: Buffer };

/**
 * The parts of a multipart body, read to the letter (RFC 7578): CRLF everywhere, one Content-Disposition a part, nothing before the
 * first boundary and nothing but an optional CRLF behind the last.
 * @throws {Error} what is wrong with it
 */
export function parseMultipart(contentType: string, body: Buffer): Part[] {
  const boundary = /^multipart\/form-data; ?boundary=("?)([^";]{1,70})\1$/.exec(contentType)?.[2];
  if (!boundary) throw new Error(`no boundary in ${contentType}`);
  const text = body.toString("latin1");
  const [before, ...pieces] = `\r\n${text}`.split(`\r\n--${boundary}`);
  const end = pieces.pop();
  if (before !== "" || (end !== "--" && end !== "--\r\n"))
    throw new Error("the body is not enclosed by its boundaries");
  return pieces.map(parsePart);
}

function parsePart(piece: string): Part {
  const split = piece.indexOf("\r\n\r\n");
  if (!piece.startsWith("\r\n") || split < 0) throw new Error("a part has no head");
  const lines = piece.slice(2, split).split("\r\n");
  const heads = new Map(lines.map((line) => [line.split(":")[0]?.toLowerCase() ?? "", line.replace(/^[^:]*: ?/, "")]));
  if (heads.size !== lines.length) throw new Error("a part says something twice");
  const disposition = heads.get("content-disposition") ?? "";
  const [, name, filename = null] = /^form-data; name="([^"]+)"(?:; filename="([^"]*)")?$/.exec(disposition) ?? [];
  if (name === undefined) throw new Error(`a part has the disposition ${disposition}`);
  return {
    name,
    filename,
    type: heads.get("content-type") ?? null,
    bytes: Buffer.from(piece.slice(split + 4), "latin1"),
  };
}
