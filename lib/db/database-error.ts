/** The code of a database error, `P2002` and the like. By shape, not by class: two copies of Prisma may be loaded in one process. */
export function databaseErrorCode(error: unknown): string | null {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "string" ? code : null;
}

export const isUniqueViolation = (error: unknown): boolean => databaseErrorCode(error) === "P2002";
