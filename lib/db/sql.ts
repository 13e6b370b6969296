import { Prisma } from "../generated/prisma/client";

/** A piece of SQL with its values apart from its text; pieces fit into each other. For `$queryRaw`. */
export const sql = Prisma.sql;
export type Sql = Prisma.Sql;
