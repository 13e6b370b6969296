import "server-only";

/**
 * Whether a Prefer header (RFC 7240) asks for `respond-async`. Several headers arrive as one, with commas between; a comma
 * inside a quoted value is part of the value; names are spelled in any case; parameters behind a `;` change nothing here.
 */
export function prefersAsync(header: string | null): boolean {
  const preferences = (header ?? "").replace(/"(?:[^"\\]|\\.)*"/g, '"quoted"').split(",");
  return preferences.some((preference) => preference.split(";")[0]?.trim().toLowerCase() === "respond-async");
}
